package carillon.time;

/**
 * The database's clock as seen from this process: an offset to the process's monotonic clock.
 *
 * <p>The instant that the server read lies somewhere between the sending of a statement and the arrival of its answer,
 * so a sample says only that the server's time is now within a range. {@link #earliest()} stays at the lower end of it,
 * so that whoever waits for it is never early; {@link #latest()} stays at the upper end. A sample's range widens with
 * its age, because two clocks drift apart, and gives way to a newer one that is narrower (the clock filter of NTP, RFC
 * 5905, section 10, with one sample kept). The wall clock of this host plays no part.
 *
 * <p>For use by one thread at a time.
 */
public final class DatabaseClock {

    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Two clocks drift apart by at most one part in this many: 200 ppm, four times what quartz does. */
    private static final long DRIFT_DIVISOR = 5_000;

    private final Clock clock;
    private long offsetNanos;
    private long widthNanos;
    private long sampledNanos;
    private boolean known;

    public DatabaseClock(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes a sample in.
     *
     * @param sentNanos the monotonic reading before the statement was sent
     * @param receivedNanos the reading when its answer arrived
     * @param databaseMicros the server's {@code clock_timestamp()}, in microseconds since 1970
     */
    public void sample(long sentNanos, long receivedNanos, long databaseMicros) {
        long lowest = databaseMicros * NANOS_PER_MICRO - receivedNanos;
        long width = receivedNanos - sentNanos;
        long drift = driftNanos(receivedNanos);
        boolean contradicted = offsetNanos - drift > lowest + width || offsetNanos + widthNanos + drift < lowest;
        if (!known || contradicted || width <= widthNanos + 2 * drift) {
            offsetNanos = lowest;
            widthNanos = width;
            sampledNanos = receivedNanos;
            known = true;
        }
    }

    /** Milliseconds since 1970 that the server's clock shows at least. */
    public long earliest() {
        return earliestAt(clock.nanoTime());
    }

    /** {@link #earliest()} as of a monotonic reading of this process. */
    public long earliestAt(long nanos) {
        requireKnown();
        return Math.floorDiv(nanos + offsetNanos - driftNanos(nanos), NANOS_PER_MILLI);
    }

    /** Milliseconds since 1970 that the server's clock shows at most. */
    public long latest() {
        requireKnown();
        long nanos = clock.nanoTime();
        return Math.ceilDiv(nanos + offsetNanos + widthNanos + driftNanos(nanos), NANOS_PER_MILLI);
    }

    private long driftNanos(long nanos) {
        return Math.max(0, nanos - sampledNanos) / DRIFT_DIVISOR;
    }

    private void requireKnown() {
        if (!known) {
            throw new IllegalStateException("the database's time is not known before its first sample");
        }
    }
}
