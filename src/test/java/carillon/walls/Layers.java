package carillon.walls;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.util.List;

/** The order of the shared packages, and which of them are pure. */
final class Layers {

    /** Lowest first: each may use those before it. */
    static final List<String> ORDER = List.of(
            "time",
            "wheel",
            "cron",
            "bus",
            "task",
            "lease",
            "message",
            "json",
            "importing",
            "handler",
            "config",
            "client");

    /** Those that need nothing but the language. */
    static final List<String> PURE = List.of("time", "wheel", "cron", "task", "lease", "json", "importing");

    /** What a pure package may use: no files, no network, no framework. */
    static final DescribedPredicate<JavaClass> LANGUAGE = DescribedPredicate.describe(
            "are of the language",
            resideInAnyPackage(
                            "carillon..",
                            "java.io..",
                            "java.lang..",
                            "java.math..",
                            "java.nio.charset..",
                            "java.time..",
                            "java.util..",
                            "org.jspecify.annotations..",
                            // There is a wall that keeps it to json.
                            "com.fasterxml.jackson.core..",
                            // And one that keeps it to importing.
                            "org.snakeyaml.engine..")
                    .or(belongToAnyOf(ByteBuffer.class, URI.class, URISyntaxException.class)));

    private Layers() {}

    /** The packages that the named one must not use. */
    static List<String> above(String layer) {
        int place = ORDER.indexOf(layer);
        if (place < 0) {
            throw new AssertionError("shared/carillon/" + layer + " has no place in Layers.ORDER: give it one");
        }
        return ORDER.subList(place + 1, ORDER.size());
    }
}
