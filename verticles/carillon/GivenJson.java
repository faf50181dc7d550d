package carillon;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The value of an option that is JSON or names a file with it. */
final class GivenJson {

    private GivenJson() {}

    /** @throws BadCommandLine if it is neither */
    static JsonObject read(String given, String option) {
        Path file = Path.of(given);
        boolean isFile = !given.startsWith("{") && Files.isReadable(file);
        try {
            return new JsonObject(isFile ? Files.readString(file) : given);
        } catch (IOException | DecodeException e) {
            // The text may hold a secret, so it is not shown.
            throw new BadCommandLine("-" + option + " must be a JSON object or name a readable file with one; "
                    + (isFile ? "what is in " + file + " is none" : "it is neither"));
        }
    }
}
