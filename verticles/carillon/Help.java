package carillon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the program tells of itself. The texts are files of {@code conf/help}, which the script shows unbuilt. */
enum Help {
    /** The commands. */
    PROGRAM("vertx"),
    /** The command {@code run}, without those options of Vert.x that are of no use here. */
    RUN("run");

    private final String file;

    Help(String name) {
        file = "/help/" + name + ".txt";
    }

    String text() {
        try (InputStream text = Help.class.getResourceAsStream(file)) {
            if (text == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }
}
