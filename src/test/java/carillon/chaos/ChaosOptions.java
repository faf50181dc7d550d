package carillon.chaos;

import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * What is asked for.
 *
 * @param seed of the series
 * @param first number of the first run
 * @param runs how many, from there on
 * @param minutes after which no run is begun, or 0 for no limit
 * @param rate tasks posted a second
 * @param folder where the results are kept, and the logs
 */
record ChaosOptions(long seed, int first, int runs, int minutes, int nodes, int rate, Path folder) {

    ChaosOptions {
        if (first < 0 || runs < 1 || minutes < 0 || nodes < 2 || nodes > 5 || rate < 1 || rate > 1_000) {
            throw new IllegalArgumentException("chaos.first and chaos.minutes must be at least 0, chaos.runs at least"
                    + " 1, chaos.nodes 2 to 5, chaos.rate 1 to 1000");
        }
    }

    /** From the system properties {@code chaos.…}; what is not given has a default, the seed a random one. */
    static ChaosOptions fromProperties() {
        return new ChaosOptions(
                Long.getLong("chaos.seed", RandomGenerator.getDefault().nextInt(1, Integer.MAX_VALUE)),
                Integer.getInteger("chaos.first", 0),
                Integer.getInteger("chaos.runs", 20),
                Integer.getInteger("chaos.minutes", 0),
                Integer.getInteger("chaos.nodes", 3),
                Integer.getInteger("chaos.rate", 30),
                Path.of(System.getProperty("chaos.folder", "target/chaos")));
    }

    /** The command that makes the runs of this series that are not made yet. */
    String command() {
        return "mvn -Pchaos verify -Dchaos.seed=%d -Dchaos.first=%d -Dchaos.runs=%d -Dchaos.nodes=%d -Dchaos.rate=%d"
                .formatted(seed, first, runs, nodes, rate);
    }

    /** The same for one of its runs. */
    ChaosOptions only(int run) {
        return new ChaosOptions(seed, run, 1, minutes, nodes, rate, folder);
    }
}
