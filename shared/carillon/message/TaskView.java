package carillon.message;

import carillon.bus.Message;
import carillon.task.Definition;
import carillon.task.TaskState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task as a reader sees it.
 *
 * @param kept its definition, as far as it can be read
 * @param nextFireAt when it fires next, or null if it will not
 * @param waitsFor why what is due of it does not start, in words; null if nothing is known to keep it
 */
public record TaskView(
        String id,
        int version,
        KeptDefinition kept,
        TaskState state,
        @Nullable Long nextFireAt,
        long createdAt,
        @Nullable RunView lastRun,
        @Nullable String waitsFor)
        implements Message {

    /** One whose definition can be read, and of which nothing is known to wait. */
    public TaskView(
            String id,
            int version,
            Definition definition,
            TaskState state,
            @Nullable Long nextFireAt,
            long createdAt,
            @Nullable RunView lastRun) {
        this(id, version, new KeptDefinition.Whole(definition), state, nextFireAt, createdAt, lastRun, null);
    }

    /** One of which nothing is known to wait. */
    public TaskView(
            String id,
            int version,
            KeptDefinition kept,
            TaskState state,
            @Nullable Long nextFireAt,
            long createdAt,
            @Nullable RunView lastRun) {
        this(id, version, kept, state, nextFireAt, createdAt, lastRun, null);
    }

    /** Its definition, or null if it cannot be read. */
    public @Nullable Definition definition() {
        return kept.definition();
    }

    /** What decides on which shard it lives: the name of its queue, or its id if it is in none. */
    public String shardKey() {
        return Objects.requireNonNullElse(kept.queueName(), id);
    }

    /**
     * Whether nothing of it had begun at an instant on the database's clock, up to which the database knows it like
     * this: a one-shot as it was accepted, whose time had not come. What recurs, or was changed, may have occurrences
     * under way beside its next one.
     *
     * @param instant 0 where that instant is not known: then it is not
     */
    public boolean liesAheadOf(long instant) {
        Definition definition = definition();
        return instant > 0
                && definition != null
                && !definition.trigger().recurs()
                && version == 1
                && state == TaskState.SCHEDULED
                && nextFireAt != null
                && nextFireAt > instant;
    }

    public TaskView withState(TaskState other) {
        return new TaskView(id, version, kept, other, nextFireAt, createdAt, lastRun, waitsFor);
    }

    public TaskView withWaitsFor(@Nullable String reason) {
        return new TaskView(id, version, kept, state, nextFireAt, createdAt, lastRun, reason);
    }
}
