package carillon.kill;

import java.util.random.RandomGenerator;

/**
 * How a run is made; with the seed it decides every random choice.
 *
 * @param nodes 1 with the embedded database, or 2 in a cluster with a database of their own
 * @param kills nodes killed by SIGKILL, and started again
 * @param stops nodes stopped by SIGSTOP, for {@code stopSeconds}
 * @param rate tasks posted a second
 */
record KillOptions(long seed, int nodes, int kills, int stops, int stopSeconds, int rate) {

    KillOptions {
        if (nodes < 1 || nodes > 2 || kills < 0 || stops < 0 || stopSeconds < 1 || rate < 1 || rate > 1_000) {
            throw new IllegalArgumentException(
                    "kill.nodes must be 1 or 2, kill.kills and kill.stops at least 0, kill.stopSeconds at least 1,"
                            + " kill.rate 1 to 1000");
        }
    }

    /** From the system properties {@code kill.…}; what is not given has a default, the seed a random one. */
    static KillOptions fromProperties() {
        return new KillOptions(
                Long.getLong("kill.seed", RandomGenerator.getDefault().nextInt(1, Integer.MAX_VALUE)),
                Integer.getInteger("kill.nodes", 1),
                Integer.getInteger("kill.kills", 10),
                Integer.getInteger("kill.stops", 0),
                Integer.getInteger("kill.stopSeconds", 30),
                Integer.getInteger("kill.rate", 20));
    }

    /** The command that makes the same run again. */
    String command() {
        return ("mvn -Pkill verify -Dkill.seed=%d -Dkill.nodes=%d -Dkill.kills=%d -Dkill.stops=%d"
                        + " -Dkill.stopSeconds=%d -Dkill.rate=%d")
                .formatted(seed, nodes, kills, stops, stopSeconds, rate);
    }
}
