package carillon.store;

import carillon.json.DefinitionText;
import carillon.message.Creation;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.TaskView;
import carillon.task.Definition;
import carillon.task.Limits;
import carillon.task.Payload;
import carillon.task.Schedule;
import carillon.task.TaskState;
import io.vertx.core.buffer.Buffer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is about to be written.
 *
 * @param state of the row, as the schema says
 * @param text the definition without its payload
 */
record Draft(NewTask task, int shard, int lot, String state, long nominal, long due, long createdAt, String text) {

    /** What a row takes besides its definition and payload. */
    private static final long ROW_BYTES = 256;

    private static final Pattern UUID7 =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Drafts a task that is accepted at an instant; a due instant in the past becomes the instant of acceptance. */
    static Draft of(NewTask task, int shard, Lots lots, long acceptedAt) {
        Schedule schedule = Schedule.of(task.id(), task.definition(), acceptedAt);
        long first = schedule.first();
        boolean fires = first <= Limits.INSTANT_MAX;
        String state =
                !fires ? RowState.FINISHED : RowState.live(task.definition().enabled());
        long nominal = fires ? first : acceptedAt;
        long due = fires ? Math.max(schedule.wakeAt(nominal), acceptedAt) : acceptedAt;
        boolean recurs = task.definition().trigger().recurs();
        // One that never fires leaves no history with which it could be forgotten.
        int lot = lots.of(acceptedAt, due, recurs && fires);
        return new Draft(task, shard, lot, state, nominal, due, acceptedAt, DefinitionText.write(task.definition()));
    }

    @Nullable
    String queue() {
        return task.definition().queueName();
    }

    /** The place of its priority among the lines of its queue, or null without a queue. */
    @Nullable
    Integer line() {
        return line(task.definition());
    }

    static @Nullable Integer line(Definition definition) {
        return definition.queue() == null ? null : definition.priority().rank();
    }

    String id() {
        return task.id();
    }

    boolean recurs() {
        return task.definition().trigger().recurs();
    }

    /** Whether a task of this id may exist that was never entered among the chosen ids: one the server named itself. */
    boolean mayBeServerMade() {
        return UUID7.matcher(id()).matches();
    }

    @Nullable
    Buffer payload() {
        return payload(task.definition().payload());
    }

    static @Nullable Buffer payload(Payload payload) {
        return payload.isNone() ? null : Buffer.buffer(payload.bytes());
    }

    long bytes() {
        return ROW_BYTES + text.length() + task.definition().payload().length();
    }

    /** Whether it has no instant to fire at. */
    boolean isFinished() {
        return state.equals(RowState.FINISHED);
    }

    boolean isScheduled() {
        return state.equals(RowState.SCHEDULED);
    }

    /** The occurrence that it brings, once the transaction has committed; its place counts in a queue only. */
    Pending pending(long transaction, long place) {
        return new Pending(
                id(),
                shard,
                1,
                task.definition(),
                createdAt,
                nominal,
                due,
                0,
                false,
                transaction,
                0,
                null,
                false,
                place,
                0);
    }

    /** What became of it, once the transaction has committed. */
    Creation created() {
        TaskState shown = RowState.shown(state, recurs(), null, false);
        Long nextFireAt = isScheduled() && !task.definition().isExpired(nominal) ? due : null;
        return new Creation(
                Creation.Status.CREATED, new TaskView(id(), 1, task.definition(), shown, nextFireAt, createdAt, null));
    }
}
