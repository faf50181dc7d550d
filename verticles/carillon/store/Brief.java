package carillon.store;

import carillon.message.KeptDefinition;
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
 */
record Brief(String id, TaskState state, long due, @Nullable String queue, String text) {

    private static final String READ = """
            SELECT t.id, t.due, t.definition, t.state::text AS state, t.attempts > t.spent AS tried, t.recurs, t.queue,
                (SELECT r.outcome::text FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal) AS outcome
            FROM task t WHERE t.id = ANY($1::text[])
            """;

    /** Those of the tasks that are still there. */
    static Future<Map<String, Brief>> read(Database database, List<Cursor> places) {
        Object ids = places.stream().map(Cursor::id).toArray(String[]::new);
        return database.query(READ, ids).map(rows -> {
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
        String outcome = row.getString("outcome");
        TaskState state = RowState.shown(
                row.getString("state"),
                row.getBoolean("recurs"),
                outcome == null ? null : RowState.outcome(outcome),
                row.getBoolean("tried"));
        return new Brief(
                row.getString("id"),
                state,
                Instants.millis(row.getOffsetDateTime("due")),
                row.getString("queue"),
                row.getString("definition"));
    }
}
