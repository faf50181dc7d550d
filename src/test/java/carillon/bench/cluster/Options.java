package carillon.bench.cluster;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a run is asked for on the command line, as in {@code kill --kills=1 --rate=500}.
 *
 * @param rate tasks a second
 * @param kills nodes killed
 * @param everySeconds between two kills at least
 * @param restartSeconds from a kill to the start of the node
 * @param stopSeconds for which a node is stopped
 * @param warmSeconds before anything is measured
 * @param seconds that idle nodes, and each throughput, are measured for
 * @param rounds of throughput
 */
record Options(
        int rate,
        int kills,
        int everySeconds,
        int restartSeconds,
        int stopSeconds,
        int warmSeconds,
        int seconds,
        int rounds) {

    private static final Map<String, Integer> DEFAULTS = Map.of(
            "rate",
            2_000,
            "kills",
            20,
            "every",
            25,
            "restart-after",
            5,
            "stop-for",
            30,
            "warm-up",
            30,
            "seconds",
            60,
            "rounds",
            3);

    /** @throws IllegalArgumentException with what to write instead */
    static Options parse(Iterable<String> arguments) {
        Map<String, Integer> given = new TreeMap<>(DEFAULTS);
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String name = parts[0].replaceFirst("^--", "");
            if (parts.length < 2 || !parts[0].startsWith("--") || !given.containsKey(name)) {
                throw new IllegalArgumentException(
                        "'" + argument + "' is no option: write --NAME=NUMBER with a name of " + given.keySet());
            }
            if (!parts[1].matches("[1-9]\\d{0,5}")) {
                throw new IllegalArgumentException("'" + argument + "' needs a number from 1 to 999999");
            }
            given.put(name, Integer.valueOf(parts[1]));
        }
        return new Options(
                given.get("rate"),
                given.get("kills"),
                given.get("every"),
                given.get("restart-after"),
                given.get("stop-for"),
                given.get("warm-up"),
                given.get("seconds"),
                given.get("rounds"));
    }
}
