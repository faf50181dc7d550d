package carillon;

import carillon.json.BrokenPlace;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The value of an option that is JSON or names a file with it. */
final class GivenJson {

    private static final Pattern NAME = Pattern.compile("[\\w./~+@ -]+");

    private GivenJson() {}

    /** @throws BadCommandLine if it is neither; it says where the JSON is broken, or which file there is not */
    static JsonObject read(String given, String option) {
        boolean isFile = !given.stripLeading().startsWith("{");
        if (isFile && !Files.isReadable(Path.of(given)) && !NAME.matcher(given).matches()) {
            throw bad(option, "it is neither");
        }
        try {
            return new JsonObject(isFile ? Files.readString(Path.of(given)) : given);
        } catch (NoSuchFileException missing) {
            throw bad(option, "there is no file " + Path.of(given).toAbsolutePath());
        } catch (IOException unreadable) {
            throw bad(option, given + " cannot be read");
        } catch (DecodeException broken) {
            throw bad(
                    option,
                    (isFile ? "what is in " + given : "what is given") + " is none"
                            + BrokenPlace.of(broken.getCause())
                                    .map(place -> ": it is broken at " + place)
                                    .orElse(""));
        }
    }

    /** Texts may hold secrets, so none is shown but what looks like the name of a file. */
    private static BadCommandLine bad(String option, String why) {
        return new BadCommandLine("-" + option + " must be a JSON object or name a readable file with one; " + why);
    }
}
