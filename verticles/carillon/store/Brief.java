package carillon.store;

import carillon.message.KeptDefinition;
import carillon.task.Outcome;
import carillon.task.Payload;
import carillon.task.TaskState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task without its payload and history: enough to tell whether a list shows it.
 *
 * @param due when it fires next, where it does
 * @param queue its name, or null
 * @param text the definition
 * @param lastOutcome of the latest occurrence in its history; null if there is none, or nobody asked
 */
record Brief(
        String id,
        TaskState state,
        long due,
        @Nullable String queue,
        String text,
        @Nullable Outcome lastOutcome) {

    private static final String READ = """
            SELECT t.id, t.due, t.definition, t.state::text AS state, t.attempts > t.spent AS tried, t.recurs, t.queue,
                (SELECT r.outcome::text FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal) AS outcome,
                CASE WHEN $2 THEN (
                    SELECT r.outcome::text FROM run r WHERE r.task_id = t.id
                    ORDER BY r.scheduled_for DESC LIMIT 1) END AS last_outcome
            FROM task t WHERE t.id = ANY($1::text[])
            """;

    /**
     * Those of the tasks that are still there.
     *
     * @param withOutcomes whether their last outcomes are wanted, which are looked for in each partition of history
     */
    static Future<Map<String, Brief>> read(Database database, List<Cursor> places, boolean withOutcomes) {
        Object ids = places.stream().map(Cursor::id).toArray(String[]::new);
        return database.query(READ, ids, withOutcomes).map(rows -> {
            Map<String, Brief> briefs = new HashMap<>();
            rows.forEach(row -> briefs.put(row.getString("id"), of(row)));
            return briefs;
        });
    }

    /** Whether it will fire, as things are now. */
    boolean fires() {
        return state == TaskState.SCHEDULED || state == TaskState.RETRYING;
    }

    /** The definition, without its payload. */
    KeptDefinition kept() {
        return Definitions.of(text, Payload.NONE, queue);
    }

    private static Brief of(Row row) {
        Outcome outcome = outcome(row.getString("outcome"));
        TaskState state =
                RowState.shown(row.getString("state"), row.getBoolean("recurs"), outcome, row.getBoolean("tried"));
        return new Brief(
                row.getString("id"),
                state,
                Instants.millis(row.getOffsetDateTime("due")),
                row.getString("queue"),
                row.getString("definition"),
                outcome(row.getString("last_outcome")));
    }

    private static @Nullable Outcome outcome(@Nullable String letter) {
        return letter == null ? null : RowState.outcome(letter);
    }
}
