package carillon.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Makes room for what a trial leaves behind. */
public final class EmptyFolder {

    private EmptyFolder() {}

    /** The folder, made if absent, without what was in it. */
    public static Path make(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> below = Files.walk(folder)) {
                    for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
