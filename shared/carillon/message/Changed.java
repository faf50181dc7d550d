package carillon.message;

import carillon.bus.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a change.
 *
 * @param task the task as it is now, or null if there is none
 * @param pending what its owner must have armed from now on, besides what it had; empty if nothing
 */
public record Changed(Status status, @Nullable TaskView task, List<Pending> pending) implements Message {

    public Changed {
        pending = List.copyOf(pending);
    }

    /** What became of it. */
    public enum Status {
        /** The task was not there, and is now. */
        CREATED,
        /** It was carried out. */
        CHANGED,
        /** So much of it was carried out as one change may; the same change again goes on. */
        PARTLY,
        /** Nothing had to be changed. */
        SAME,
        /** A cancellation came while an attempt was running: no retry follows. */
        RUNNING,
        /** There is no such task. */
        UNKNOWN,
        /** The version is not the one that was asked for. */
        STALE_VERSION,
        /** The state of the task or occurrence does not allow it. */
        NOT_NOW,
        /** The task lives on another shard, that of its queue; the task says which. Nothing was written. */
        ELSEWHERE,
        /** The term is over; nothing was written. */
        NOT_OWNER
    }
}
