package carillon.bench.cluster;

import carillon.bench.GivenNumbers;
import java.util.Map;

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

    private static final int MAX = 999_999;

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
        Map<String, Integer> given = GivenNumbers.parse(DEFAULTS, MAX, arguments);
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
