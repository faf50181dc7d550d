package carillon.task;

import java.util.Map;

/**
 * A task as its user defined it, without its id.
 *
 * @param enabled false for a task that is paused from the start
 * @param timeoutMillis after which an attempt counts as failed
 */
public record Definition(
        Trigger trigger,
        Action action,
        Payload payload,
        boolean enabled,
        Priority priority,
        long timeoutMillis,
        RetryPolicy retry,
        Map<String, String> labels) {

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
                Map.of());
    }

    /** The same with another payload. */
    public Definition withPayload(Payload other) {
        return new Definition(trigger, action, other, enabled, priority, timeoutMillis, retry, labels);
    }

    /** The same with another action. */
    public Definition withAction(Action other) {
        return new Definition(trigger, other, payload, enabled, priority, timeoutMillis, retry, labels);
    }

    public Definition withEnabled(boolean other) {
        return new Definition(trigger, action, payload, other, priority, timeoutMillis, retry, labels);
    }

    public Definition withLabels(Map<String, String> other) {
        return new Definition(trigger, action, payload, enabled, priority, timeoutMillis, retry, other);
    }

    /** The same with another policy of retries. */
    public Definition withRetry(RetryPolicy other) {
        return new Definition(trigger, action, payload, enabled, priority, timeoutMillis, other, labels);
    }
}
