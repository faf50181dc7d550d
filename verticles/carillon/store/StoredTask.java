package carillon.store;

import carillon.message.KeptDefinition;
import carillon.message.Pending;
import carillon.message.RunView;
import carillon.message.TaskView;
import carillon.task.Definition;
import carillon.task.Outcome;
import carillon.task.Schedule;
import carillon.task.TaskState;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as the database holds it.
 *
 * @param state of the row, as the schema says
 * @param transaction the one that last wrote what an owner must hear of
 * @param place in the order of acceptance, for a task in a queue; else 0
 * @param queue its name, or null
 * @param kept the definition as its user last gave it; whether it is paused now stands in {@code state}
 * @param outcome of the occurrence {@code nominal}, or null while it is pending
 * @param lastRun the latest row of its history
 * @param fires how many occurrences of its schedule were fired
 * @param began when the first attempt of its pending occurrence started, or null
 * @param acceptedAt when its definition was accepted, from which its schedule may count
 * @param spent how many of the attempts were made before the pending occurrence was revived
 */
record StoredTask(
        String id,
        int lot,
        int shard,
        int version,
        int attempts,
        String state,
        long nominal,
        long due,
        long createdAt,
        long transaction,
        long place,
        boolean recurs,
        @Nullable String queue,
        KeptDefinition kept,
        @Nullable Outcome outcome,
        @Nullable RunView lastRun,
        int fires,
        @Nullable Long began,
        long acceptedAt,
        int spent) {

    /** The columns of a task t, of the run cur of its pending occurrence, and of the latest run last. */
    static final String COLUMNS = """
            t.id, t.lot, t.shard, t.version, t.attempts, t.state::text AS state, t.nominal, t.due, t.created_at,
                t.inserted::text::int8 AS transaction, coalesce(t.place, 0) AS place, t.recurs, t.queue,
                t.definition, t.payload,
                t.fires, t.began, t.spent, coalesce(t.accepted_at, t.created_at) AS accepted_at,
                cur.outcome::text AS pending_outcome, last.*
            """;

    /** The columns of an occurrence beside a schedule. */
    static final String BESIDE = "scheduled_for, due, attempts, spent, spawned, inserted::text::int8 AS transaction";

    static StoredTask of(Row row) {
        String outcome = row.getString("pending_outcome");
        return new StoredTask(
                row.getString("id"),
                row.getInteger("lot"),
                row.getInteger("shard"),
                row.getInteger("version"),
                row.getInteger("attempts"),
                row.getString("state"),
                Instants.millis(row.getOffsetDateTime("nominal")),
                Instants.millis(row.getOffsetDateTime("due")),
                Instants.millis(row.getOffsetDateTime("created_at")),
                row.getLong("transaction"),
                row.getLong("place"),
                row.getBoolean("recurs"),
                row.getString("queue"),
                Definitions.of(row),
                outcome == null ? null : RowState.outcome(outcome),
                row.getOffsetDateTime("scheduled_for") == null ? null : RunRow.view(row, List.of()),
                row.getInteger("fires"),
                Instants.millisOrNull(row.getOffsetDateTime("began")),
                Instants.millis(row.getOffsetDateTime("accepted_at")),
                row.getInteger("spent"));
    }

    TaskState shown() {
        return RowState.shown(state, recurs, outcome, attempts > spent);
    }

    boolean isPaused() {
        return state.equals(RowState.PAUSED);
    }

    /** The definition as its user last gave it, or null if it cannot be read. */
    @Nullable
    Definition given() {
        return kept.definition();
    }

    /** The definition with what was said since by pause and resume, or null if it cannot be read. */
    @Nullable
    Definition definition() {
        Definition given = given();
        if (given == null || shown().isTerminal()) {
            return given;
        }
        return given.enabled() == isPaused() ? given.withEnabled(!isPaused()) : given;
    }

    /** Its nominal instants, or null if its definition cannot be read. */
    @Nullable
    Schedule schedule() {
        Definition given = given();
        return given == null ? null : Schedule.of(id, given, acceptedAt);
    }

    boolean mayOverlap() {
        Definition given = given();
        return given != null && given.mayOverlap();
    }

    /** Its pending occurrence, if it has one that fires and it can be read. */
    List<Pending> pending() {
        Definition definition = definition();
        if (!state.equals(RowState.SCHEDULED) || shown().isTerminal() || definition == null) {
            return List.of();
        }
        return List.of(new Pending(
                id,
                shard,
                version,
                definition,
                acceptedAt,
                nominal,
                due,
                attempts,
                false,
                transaction,
                fires,
                began,
                false,
                place,
                spent));
    }

    /** One of its occurrences beside the schedule, from a row of the columns {@link #BESIDE}, if it can be read. */
    List<Pending> beside(Row row) {
        Definition definition = definition();
        return definition == null ? List.of() : List.of(beside(row, definition));
    }

    private Pending beside(Row row, Definition definition) {
        return new Pending(
                id,
                shard,
                version,
                definition,
                acceptedAt,
                Instants.millis(row.getOffsetDateTime("scheduled_for")),
                Instants.millis(row.getOffsetDateTime("due")),
                row.getInteger("attempts"),
                true,
                row.getLong("transaction"),
                0,
                null,
                row.getBoolean("spawned"),
                place,
                row.getInteger("spent"));
    }

    TaskView view() {
        TaskState shown = shown();
        Definition definition = definition();
        if (definition == null) {
            return new TaskView(id, version, kept, shown, null, createdAt, lastRun);
        }
        boolean fires = shown == TaskState.SCHEDULED && !definition.isExpired(nominal) || shown == TaskState.RETRYING;
        return new TaskView(id, version, definition, shown, fires ? due : null, createdAt, lastRun);
    }
}
