package carillon.chaos;

import java.util.random.RandomGenerator;

/**
 * A fault of a run.
 *
 * @param node which of the nodes, or of the processes that are parts of them, from 0 on, where it befalls one
 * @param twist as the kind says
 * @param afterMillis since the first fault could begin
 * @param millis how long it lasts
 */
record Strike(Kind kind, int node, boolean twist, long afterMillis, long millis) {

    private static final int AFTER_MILLIS_MAX = 1_000;

    static Strike random(Kind kind, int nodes, RandomGenerator random) {
        return new Strike(
                kind,
                random.nextInt(kind.choices(nodes)),
                random.nextBoolean(),
                random.nextInt(AFTER_MILLIS_MAX),
                random.nextInt(kind.millisMin(), kind.millisMax()));
    }

    /** In words, for people. */
    @Override
    public String toString() {
        String whom = kind == Kind.PART_KILLED ? Part.nameOf(node) : "node " + (node + 1);
        return "%s%s %s +%d ms for %d ms".formatted(kind, twist ? "'" : "", whom, afterMillis, millis);
    }
}
