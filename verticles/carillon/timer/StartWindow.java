package carillon.timer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The starts that count against a rate: each from the report that it happened until a window after its attempt ended,
 * but no longer than a window after {@link #GRACE_NANOS}.
 *
 * <p>A start is seen by its receiver somewhere between its report here and the end of its attempt. What begins a window
 * after that end is more than a window away from it, however long the network or the receiver took. Attempts that take
 * longer are granted a grace instead, so that they do not use up the rate.
 */
final class StartWindow {

    /** How long a start may be on its way to its receiver. */
    static final long GRACE_NANOS = 250_000_000;

    /** Since when each attempt that began lately has run. */
    private final Map<AttemptName, Long> onTheWay = new LinkedHashMap<>();
    /** From when the window of each start counts that is known to have arrived, or taken to have. */
    private final PriorityQueue<Long> arrived = new PriorityQueue<>();

    void began(AttemptName attempt, long nowNanos) {
        onTheWay.put(attempt, nowNanos);
    }

    void ended(AttemptName attempt, long nowNanos) {
        Long begun = onTheWay.remove(attempt);
        if (begun != null) {
            arrived.add(Math.min(nowNanos, begun + GRACE_NANOS));
        }
    }

    /** How many starts count now. */
    int count(long nowNanos, long windowNanos) {
        while (!onTheWay.isEmpty()) {
            Map.Entry<AttemptName, Long> oldest = onTheWay.entrySet().iterator().next();
            if (oldest.getValue() + GRACE_NANOS - nowNanos > 0) {
                break;
            }
            ended(oldest.getKey(), nowNanos);
        }
        while (!arrived.isEmpty() && arrived.element() + windowNanos - nowNanos <= 0) {
            arrived.remove();
        }
        return onTheWay.size() + arrived.size();
    }

    /** How long until fewer of those count that {@link #count} counts now, at most; there must be one. */
    long waitNanos(long nowNanos, long windowNanos) {
        long since = arrived.isEmpty() ? onTheWay.values().iterator().next() + GRACE_NANOS : arrived.element();
        return since + windowNanos - nowNanos;
    }
}
