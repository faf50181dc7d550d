package carillon.lease;

/**
 * The time until which a lease may be believed, on the monotonic clock of the process that renewed it.
 *
 * <p>The database grants the lease for {@code ttl} from an instant after the renewal was sent, so a window that starts
 * with the sending ends before the lease does, whatever the two clocks show. The margin covers clocks that run at
 * different rates.
 *
 * @param endNanos the end, as a reading of {@link carillon.time.Clock#nanoTime()}
 */
public record TrustWindow(long endNanos) {

    /** The window of one that never renewed: already over. */
    public static TrustWindow none(long nowNanos) {
        return new TrustWindow(nowNanos);
    }

    /**
     * The window of a renewal that was granted.
     *
     * @param sentNanos the reading just before the renewal was sent
     */
    public static TrustWindow granted(long sentNanos, long ttlNanos, long marginNanos) {
        return new TrustWindow(sentNanos + ttlNanos - marginNanos);
    }

    /** Whether the lease may be believed at a reading of the same clock. */
    public boolean holds(long nowNanos) {
        return endNanos - nowNanos > 0;
    }

    /** What is left of it in nanoseconds, at least 0. */
    public long remainingNanos(long nowNanos) {
        return Math.max(0, endNanos - nowNanos);
    }
}
