package carillon.walls;

import java.util.List;

/** The order of the shared packages, and which of them are pure. */
final class Layers {

    /** Lowest first: each may use those before it. */
    static final List<String> ORDER =
            List.of("time", "wheel", "cron", "task", "lease", "json", "bus", "message", "handler", "config");

    /** Those that need nothing but the language. */
    static final List<String> PURE = List.of("time", "wheel", "cron", "task", "lease", "json");

    /** What a pure package may use: no threads of its own, no files, no network, no framework. */
    static final String[] LANGUAGE = {
        "carillon..",
        "java.lang..",
        "java.math..",
        "java.nio.charset..",
        "java.time..",
        "java.util..",
        "org.jspecify.annotations..",
        // The bytes of a text come and go through java.io; its files are refused with what blocks.
        "java.io..",
        // Only json uses it: there is a wall for that.
        "com.fasterxml.jackson.core.."
    };

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
