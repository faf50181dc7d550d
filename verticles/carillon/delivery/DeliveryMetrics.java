package carillon.delivery;

import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NoHandler;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Rejected;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts attempts, and shows how many are under way and how many wait and for what.
 *
 * <p>Each instance is for use by one thread; the gauges show the sum of all instances of the JVM.
 */
final class DeliveryMetrics {

    private static final AtomicLong RUNNING = gauge("carillon.attempts.in.flight", "Attempts under way", Tags.empty());
    private static final AtomicLong FOR_TARGET =
            gauge("carillon.orders.waiting", "Orders that wait for room", Tags.of("reason", "target"));
    private static final AtomicLong FOR_ROOM =
            gauge("carillon.orders.waiting", "Orders that wait for room", Tags.of("reason", "attemptsMax"));

    private final Map<String, Counter> counters = new HashMap<>();
    private long running;
    private long forTarget;
    private long forRoom;

    void count(Target.Kind kind, Verdict verdict) {
        counters.computeIfAbsent(kind.label() + ' ' + outcome(verdict), k -> counter(kind, verdict))
                .increment();
    }

    /** Shows the book as it is now. */
    void show(OrderBook book) {
        show(book.running(), book.isFull() ? 0 : book.waiting(), book.isFull() ? book.waiting() : 0);
    }

    /** Takes this instance's share out of the gauges. */
    void close() {
        show(0, 0, 0);
    }

    private void show(long runningNow, long forTargetNow, long forRoomNow) {
        RUNNING.addAndGet(runningNow - running);
        FOR_TARGET.addAndGet(forTargetNow - forTarget);
        FOR_ROOM.addAndGet(forRoomNow - forRoom);
        running = runningNow;
        forTarget = forTargetNow;
        forRoom = forRoomNow;
    }

    private static Counter counter(Target.Kind kind, Verdict verdict) {
        return Counter.builder("carillon.attempts")
                .description("Attempts by outcome; those with no_handler and not_started used none up")
                .tag("target", kind.label())
                .tag("outcome", outcome(verdict))
                .register(Metrics.globalRegistry);
    }

    private static String outcome(Verdict verdict) {
        return switch (verdict) {
            case Succeeded succeeded -> "succeeded";
            case Failed failed -> "failed";
            case Rejected rejected -> "rejected";
            case NoHandler noHandler -> "no_handler";
            case NotStarted notStarted -> "not_started";
        };
    }

    private static AtomicLong gauge(String name, String description, Tags tags) {
        AtomicLong value = new AtomicLong();
        Gauge.builder(name, value, AtomicLong::get)
                .description(description)
                .tags(tags)
                .register(Metrics.globalRegistry);
        return value;
    }
}
