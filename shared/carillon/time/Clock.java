package carillon.time;

/**
 * Where time comes from: a monotonic count for measuring, and a wall clock for telling instants.
 *
 * <p>Safe for use from any thread.
 */
public interface Clock {

    /** Nanoseconds since an arbitrary origin of this process; never runs backwards. Compare by subtraction only. */
    long nanoTime();

    /** Milliseconds since 1970-01-01T00:00:00Z by this host's wall clock, which an operator may set at any moment. */
    long epochMillis();

    /** The clock of this host. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
