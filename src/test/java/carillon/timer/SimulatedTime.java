package carillon.timer;

import carillon.time.Clock;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that moves from one planned action to the next. */
final class SimulatedTime implements Clock {

    private final PriorityQueue<Planned> plan =
            new PriorityQueue<>(Comparator.comparingLong(Planned::nanos).thenComparingLong(Planned::number));
    private final long startMillis;
    private long nanos;
    private long planned;

    SimulatedTime(long startMillis) {
        this.startMillis = startMillis;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    /** A wall clock that is an hour wrong, for it must play no part. */
    @Override
    public long epochMillis() {
        return databaseMillis() + 3_600_000;
    }

    long databaseMillis() {
        return startMillis + nanos / 1_000_000;
    }

    long databaseMicros() {
        return startMillis * 1_000 + nanos / 1_000;
    }

    /** Plans an action, {@code micros} from now. */
    void in(long micros, Runnable action) {
        plan.add(new Planned(nanos + micros * 1_000, planned++, action));
    }

    /** Carries the plan out until {@code millis} of database time. */
    void runUntil(long millis, Runnable afterEach) {
        while (!plan.isEmpty() && startMillis + plan.peek().nanos / 1_000_000 < millis) {
            Planned next = plan.remove();
            nanos = next.nanos;
            next.action.run();
            afterEach.run();
        }
    }

    private record Planned(long nanos, long number, Runnable action) {}
}
