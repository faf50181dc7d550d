package carillon.task;

import carillon.bus.Added;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task as its user defined it, without its id.
 *
 * @param enabled false for a task that is paused from the start
 * @param timeoutMillis after which an attempt counts as failed
 * @param queue its queue, or null for none
 * @param recurrence the bounds and policies of its schedule
 * @param expiresAt an occurrence that has not started by then ends expired, and the task with it; null for never
 * @param maxLateness by when each of its occurrences is to have started; null for what its queue says, or no matter
 */
public record Definition(
        Trigger trigger,
        Action action,
        Payload payload,
        boolean enabled,
        Priority priority,
        long timeoutMillis,
        RetryPolicy retry,
        Map<String, String> labels,
        Recurrence recurrence,
        @Nullable Long expiresAt,
        @Nullable Queued queue,
        @Added @Nullable MaxLateness maxLateness) {

    public static final long TIMEOUT_MILLIS_DEFAULT = 30_000;

    public Definition {
        labels = Map.copyOf(labels);
    }

    /** A definition with the default of everything that a user may leave out. */
    public static Definition of(Trigger trigger, Action action) {
        return new Definition(
                trigger,
                action,
                Payload.NONE,
                true,
                Priority.NORMAL,
                TIMEOUT_MILLIS_DEFAULT,
                RetryPolicy.DEFAULT,
                Map.of(),
                Recurrence.DEFAULT,
                null,
                null,
                null);
    }

    /** The same with another payload. */
    public Definition withPayload(Payload other) {
        return with(copy -> copy.payload = other);
    }

    public Definition withEnabled(boolean other) {
        return with(copy -> copy.enabled = other);
    }

    public Definition withPriority(Priority other) {
        return with(copy -> copy.priority = other);
    }

    public Definition withTimeout(long millis) {
        return with(copy -> copy.timeoutMillis = millis);
    }

    /** The same with another action. */
    public Definition withAction(Action other) {
        return with(copy -> copy.action = other);
    }

    /** The same with another policy of retries. */
    public Definition withRetry(RetryPolicy other) {
        return with(copy -> copy.retry = other);
    }

    public Definition withLabels(Map<String, String> other) {
        return with(copy -> copy.labels = other);
    }

    public Definition withRecurrence(Recurrence other) {
        return with(copy -> copy.recurrence = other);
    }

    public Definition withExpiresAt(@Nullable Long instant) {
        return with(copy -> copy.expiresAt = instant);
    }

    public Definition withQueue(@Nullable Queued other) {
        return with(copy -> copy.queue = other);
    }

    public Definition withMaxLateness(@Nullable MaxLateness other) {
        return with(copy -> copy.maxLateness = other);
    }

    /** The name of its queue, or null. */
    public @Nullable String queueName() {
        return queue == null ? null : queue.name();
    }

    /** What decides on which shard a task of this id lives: all of a queue live on one. */
    public String shardKey(String id) {
        return queue == null ? id : queue.name();
    }

    /** Whether an occurrence that has not started by now never will. */
    public boolean isExpired(long now) {
        return expiresAt != null && expiresAt <= now;
    }

    /** Whether each occurrence of its schedule is written down by itself before it runs. */
    public boolean mayOverlap() {
        return trigger.recurs() && recurrence.overlap() != Overlap.SKIP;
    }

    private Definition with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.done();
    }

    /** One that is about to differ. */
    private static final class Copy {
        private final Trigger trigger;
        private Action action;
        private Payload payload;
        private boolean enabled;
        private Priority priority;
        private long timeoutMillis;
        private RetryPolicy retry;
        private Map<String, String> labels;
        private Recurrence recurrence;
        private @Nullable Long expiresAt;
        private @Nullable Queued queue;
        private @Nullable MaxLateness maxLateness;

        private Copy(Definition of) {
            trigger = of.trigger;
            action = of.action;
            payload = of.payload;
            enabled = of.enabled;
            priority = of.priority;
            timeoutMillis = of.timeoutMillis;
            retry = of.retry;
            labels = of.labels;
            recurrence = of.recurrence;
            expiresAt = of.expiresAt;
            queue = of.queue;
            maxLateness = of.maxLateness;
        }

        private Definition done() {
            return new Definition(
                    trigger,
                    action,
                    payload,
                    enabled,
                    priority,
                    timeoutMillis,
                    retry,
                    labels,
                    recurrence,
                    expiresAt,
                    queue,
                    maxLateness);
        }
    }
}
