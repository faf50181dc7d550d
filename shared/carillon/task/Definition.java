package carillon.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as its user defined it, without its id.
 *
 * @param enabled false for a task that is paused from the start
 * @param timeoutMillis after which an attempt counts as failed
 * @param queue its queue, or null for none
 * @param recurrence the bounds and policies of its schedule
 * @param expiresAt an occurrence that has not started by then ends expired, and the task with it; null for never
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
                Recurrence.DEFAULT,
                null,
                null);
    }

    /** The same with another payload. */
    public Definition withPayload(Payload other) {
        return new Definition(
                trigger, action, other, enabled, priority, timeoutMillis, retry, labels, recurrence, expiresAt, queue);
    }

    public Definition withEnabled(boolean other) {
        return new Definition(
                trigger, action, payload, other, priority, timeoutMillis, retry, labels, recurrence, expiresAt, queue);
    }

    public Definition withPriority(Priority other) {
        return new Definition(
                trigger, action, payload, enabled, other, timeoutMillis, retry, labels, recurrence, expiresAt, queue);
    }

    public Definition withTimeout(long millis) {
        return new Definition(
                trigger, action, payload, enabled, priority, millis, retry, labels, recurrence, expiresAt, queue);
    }

    /** The same with another action. */
    public Definition withAction(Action other) {
        return new Definition(
                trigger, other, payload, enabled, priority, timeoutMillis, retry, labels, recurrence, expiresAt, queue);
    }

    /** The same with another policy of retries. */
    public Definition withRetry(RetryPolicy other) {
        return new Definition(
                trigger,
                action,
                payload,
                enabled,
                priority,
                timeoutMillis,
                other,
                labels,
                recurrence,
                expiresAt,
                queue);
    }

    public Definition withLabels(Map<String, String> other) {
        return new Definition(
                trigger, action, payload, enabled, priority, timeoutMillis, retry, other, recurrence, expiresAt, queue);
    }

    public Definition withRecurrence(Recurrence other) {
        return new Definition(
                trigger, action, payload, enabled, priority, timeoutMillis, retry, labels, other, expiresAt, queue);
    }

    public Definition withExpiresAt(@Nullable Long instant) {
        return new Definition(
                trigger, action, payload, enabled, priority, timeoutMillis, retry, labels, recurrence, instant, queue);
    }

    public Definition withQueue(@Nullable Queued other) {
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
                other);
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
}
