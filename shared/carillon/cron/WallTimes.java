package carillon.cron;

/** Times that a wall clock shows and at which something fires, before any zone. Immutable. */
interface WallTimes {
    /** Later than every wall time, and small enough that an offset can be added. */
    long NONE = Long.MAX_VALUE >> 2;

    /** The first time that fires, not before this one, or {@link #NONE}; both in seconds as if the wall showed UTC. */
    long ceiling(long wallSecond);

    /**
     * Whether these are fixed times, so that a clock change shifts or drops a fire; a pattern of times follows the
     * clock as it runs.
     */
    boolean isFixed();

    /** Whether a clock that is moved by so many seconds makes no difference to the rhythm, as with every 10 minutes. */
    boolean repeatsEvery(int seconds);
}
