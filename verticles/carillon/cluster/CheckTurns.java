package carillon.cluster;

/**
 * When to compare what is known of a cluster: each second for a minute after its members changed, for as long as one of
 * them may be late with its work on it, and each half minute else. May be used from any thread.
 */
final class CheckTurns {

    /** Between two turns. */
    static final long MILLIS = 1_000;

    private static final int AFTER_CHANGE = 60;
    private static final int IN_QUIET = 30;

    private int turnsSinceChange;

    /** A member came, went, or came back. */
    synchronized void changed() {
        turnsSinceChange = 0;
    }

    /** Counts a turn, and tells whether it is one to compare in. */
    synchronized boolean next() {
        turnsSinceChange++;
        return turnsSinceChange <= AFTER_CHANGE || turnsSinceChange % IN_QUIET == 0;
    }
}
