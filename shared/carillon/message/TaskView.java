package carillon.message;

import carillon.bus.Message;
import carillon.task.Definition;
import carillon.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * A task as a reader sees it.
 *
 * @param nextFireAt when it fires next, or null if it will not
 * @param waitsFor why what is due of it does not start, in words; null if nothing is known to keep it
 */
public record TaskView(
        String id,
        int version,
        Definition definition,
        TaskState state,
        @Nullable Long nextFireAt,
        long createdAt,
        @Nullable RunView lastRun,
        @Nullable String waitsFor)
        implements Message {

    /** A task of which nothing is known to wait. */
    public TaskView(
            String id,
            int version,
            Definition definition,
            TaskState state,
            @Nullable Long nextFireAt,
            long createdAt,
            @Nullable RunView lastRun) {
        this(id, version, definition, state, nextFireAt, createdAt, lastRun, null);
    }

    public TaskView withState(TaskState other) {
        return new TaskView(id, version, definition, other, nextFireAt, createdAt, lastRun, waitsFor);
    }

    public TaskView withWaitsFor(@Nullable String reason) {
        return new TaskView(id, version, definition, state, nextFireAt, createdAt, lastRun, reason);
    }
}
