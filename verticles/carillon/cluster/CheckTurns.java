package carillon.cluster;

/**
 * When to compare what is known of a cluster: often for a minute after its members changed, for as long as one of them
 * may be late with its work on it, and seldom else. May be used from any thread.
 */
final class CheckTurns {

    /** Between two turns. */
    static final long MILLIS = 1_000;

    private static final int OFTEN = 10;
    private static final int LATE = 60;
    private static final int EACH_LATE = 5;
    private static final int EACH_QUIET = 30;

    private int turns;

    /** A member came, went, or came back. */
    synchronized void changed() {
        turns = 0;
    }

    /** Counts a turn, and tells whether it is one to compare in. */
    synchronized boolean next() {
        turns++;
        return turns <= OFTEN || turns % (turns <= LATE ? EACH_LATE : EACH_QUIET) == 0;
    }
}
