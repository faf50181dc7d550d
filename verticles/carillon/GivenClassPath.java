package carillon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where classes of a user are. A place that does not exist is passed over, as a JVM does, until a class is missed. */
final class GivenClassPath {

    private final List<String> missing;

    /** Looks which of the places exist, which are none if nothing is given. */
    GivenClassPath(@Nullable List<String> places) {
        missing = Objects.requireNonNullElse(places, List.<String>of()).stream()
                .filter(place -> !Files.exists(Path.of(place)))
                .toList();
    }

    /** What to do if a class is not found. */
    String remedy() {
        return missing.isEmpty()
                ? "add its jar with -cp"
                : "-cp names " + String.join(" and ", missing) + ", which does not exist";
    }
}
