package carillon.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as its user defined it, without its id.
 *
 * @param enabled false for a task that is paused from the start
 * @param timeoutMillis after which an attempt counts as failed
 * @param queue its queue, or null for none
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
        @Nullable Queued queue) {

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
                null);
    }

    /** The same with another payload. */
    public Definition withPayload(Payload other) {
        return new Definition(trigger, action, other, enabled, priority, timeoutMillis, retry, labels, queue);
    }

    /** The same with another action. */
    public Definition withAction(Action other) {
        return new Definition(trigger, other, payload, enabled, priority, timeoutMillis, retry, labels, queue);
    }

    /** The same with another policy of retries. */
    public Definition withRetry(RetryPolicy other) {
        return new Definition(trigger, action, payload, enabled, priority, timeoutMillis, other, labels, queue);
    }

    public Definition withEnabled(boolean other) {
        return new Definition(trigger, action, payload, other, priority, timeoutMillis, retry, labels, queue);
    }

    public Definition withPriority(Priority other) {
        return new Definition(trigger, action, payload, enabled, other, timeoutMillis, retry, labels, queue);
    }

    public Definition withQueue(@Nullable Queued other) {
        return new Definition(trigger, action, payload, enabled, priority, timeoutMillis, retry, labels, other);
    }

    /** The name of its queue, or null. */
    public @Nullable String queueName() {
        return queue == null ? null : queue.name();
    }

    /** What decides on which shard a task of this id lives: all of a queue live on one. */
    public String shardKey(String id) {
        return queue == null ? id : queue.name();
    }
}
