package carillon.delivery;

import carillon.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** A monotonic clock that stands still until it is moved, beside the wall clock of the host, which may be set wrong. */
final class TestClock implements Clock {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final AtomicLong wallAheadMillis = new AtomicLong();

    void advance(long by) {
        nanos.addAndGet(by);
    }

    /** How far the wall clock is ahead of the host's. */
    void setWallAhead(long millis) {
        wallAheadMillis.set(millis);
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public long epochMillis() {
        return Clock.system().epochMillis() + wallAheadMillis.get();
    }
}
