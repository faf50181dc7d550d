package carillon.message;

import carillon.bus.Message;
import carillon.task.Definition;
import carillon.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * A task as a reader sees it.
 *
 * @param nextFireAt when it fires next, or null if it will not
 */
public record TaskView(
        String id,
        int version,
        Definition definition,
        TaskState state,
        @Nullable Long nextFireAt,
        long createdAt,
        @Nullable RunView lastRun)
        implements Message {

    public TaskView withState(TaskState other) {
        return new TaskView(id, version, definition, other, nextFireAt, createdAt, lastRun);
    }
}
