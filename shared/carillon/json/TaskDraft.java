package carillon.json;

import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Payload;
import carillon.task.Priority;
import carillon.task.Queued;
import carillon.task.RetryPolicy;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task while its members are being read; null is what was left out or is wrong. */
final class TaskDraft {

    final ScheduleDraft schedule = new ScheduleDraft();
    final LatenessDraft lateness = new LatenessDraft();

    @Nullable
    String id;

    @Nullable
    Action action;

    @Nullable
    Payload payload;

    @Nullable
    Boolean enabled;

    @Nullable
    Priority priority;

    @Nullable
    Long timeout;

    @Nullable
    RetryPolicy retry;

    @Nullable
    Map<String, String> labels;

    @Nullable
    Long expiresAt;

    @Nullable
    String queue;

    /** Checks what the members say together, once all are read. */
    void finish(Set<String> given, JsonReader in) {
        if (!in.isAtObjectEnd()) {
            return;
        }
        schedule.finish(given, in);
        lateness.finish(given, in);
        if (!given.contains("action")) {
            in.refuseAt("", "action is missing: the name of a handler, or {\"http\": {\"url\": …}}");
        }
    }

    /**
     * Refuses a URL where a handler's name stands: such a task would wait for ever for a handler that nobody registers.
     * Not for what is stored, which was taken.
     */
    void refuseUrlAsName(JsonReader in) {
        if (action instanceof Action.Handler handler && handler.name().contains("://")) {
            in.refuseAt(
                    "/action",
                    "is a URL, and the name of a handler has no '://'; for a webhook write"
                            + " {\"http\": {\"url\": \"https://…\"}}");
        }
    }

    /** The task, if nothing was wrong. */
    Decoded.Task toTask() {
        Definition bare = Definition.of(schedule.trigger(), Objects.requireNonNull(action));
        Definition definition = new Definition(
                bare.trigger(),
                bare.action(),
                Objects.requireNonNullElse(payload, bare.payload()),
                Objects.requireNonNullElse(enabled, bare.enabled()),
                Objects.requireNonNullElse(priority, bare.priority()),
                Objects.requireNonNullElse(timeout, bare.timeoutMillis()),
                Objects.requireNonNullElse(retry, bare.retry()),
                Objects.requireNonNullElse(labels, bare.labels()),
                schedule.recurrence(),
                expiresAt,
                queue == null ? null : new Queued(queue, timeout != null, retry != null),
                lateness.maxLateness());
        return new Decoded.Task(id, definition, enabled != null);
    }
}
