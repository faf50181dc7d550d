package carillon.chaos;

import java.util.random.RandomGenerator;

/**
 * A fault of a run.
 *
 * @param node which of the nodes, from 0 on, where it befalls one
 * @param twist as the kind says
 * @param afterMillis since the first fault could begin
 * @param millis how long it lasts
 */
record Strike(Kind kind, int node, boolean twist, long afterMillis, long millis) {

    private static final int AFTER_MILLIS_MAX = 1_000;

    static Strike random(Kind kind, int nodes, RandomGenerator random) {
        return new Strike(
                kind,
                random.nextInt(nodes),
                random.nextBoolean(),
                random.nextInt(AFTER_MILLIS_MAX),
                random.nextInt(kind.millisMin(), kind.millisMax()));
    }

    /** In words, for people. */
    @Override
    public String toString() {
        return "%s%s node %d +%d ms for %d ms".formatted(kind, twist ? "'" : "", node + 1, afterMillis, millis);
    }
}
