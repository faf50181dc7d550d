package carillon.message;

import carillon.bus.Message;
import org.jspecify.annotations.Nullable;

/**
 * What became of one new task.
 *
 * @param task the task as stored, or null on a conflict
 */
public record Creation(Status status, @Nullable TaskView task) implements Message {

    /** What became of it. */
    public enum Status {
        /** It is on disk. */
        CREATED,
        /** The id exists with the same body. */
        SAME,
        /** The id exists with another body. */
        CONFLICT,
        /** The database refused this task alone, and will again. */
        REJECTED
    }
}
