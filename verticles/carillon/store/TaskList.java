package carillon.store;

import carillon.json.DefinitionText;
import carillon.message.StoreMessage.ListTasks;
import carillon.message.StoreMessage.TaskPage;
import carillon.message.TaskFilter;
import carillon.message.TaskView;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Payload;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists tasks in the order of their ids, or of their due instants where the filter names one.
 *
 * <p>A page looks at a bounded number of rows, without their payloads, and shows those that the filter lets through: it
 * may be empty and yet not the last.
 */
final class TaskList {

    private static final int SCAN_MAX = 1_000;
    private static final int LIMIT_MAX = 1_000;
    private static final long PAYLOAD_BYTES_MAX = 4 << 20;

    private static final String BY_ID = """
            SELECT t.id, t.due, t.definition, t.state::text AS state, t.attempts, t.recurs,
                coalesce(octet_length(t.payload), 0) AS payload_bytes,
                (SELECT r.outcome::text FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal) AS outcome
            FROM task t WHERE t.id > $1 ORDER BY t.id LIMIT $2
            """;

    /**
     * Settled one-shots keep their place in the index of due instants, so that each shard is read from its ack level
     * on; what was inserted since and was due before it already comes by the index of inserting transactions.
     */
    private static final String BY_DUE = """
            SELECT p.id, p.due, p.definition, p.state, p.attempts, p.recurs, p.payload_bytes,
                NULL::text AS outcome
            FROM ack a CROSS JOIN LATERAL (
                (SELECT t.id, t.due, t.definition, t.state::text AS state, t.attempts, t.recurs,
                        coalesce(octet_length(t.payload), 0) AS payload_bytes
                    FROM task t
                    WHERE t.shard = a.shard AND t.state = 's' AND t.due < $3
                        AND t.due >= greatest($1, a.done_before) AND (t.due > $1 OR t.id > $2)
                        AND NOT EXISTS (
                            SELECT FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal OFFSET 0)
                    ORDER BY t.due, t.id LIMIT $4)
                UNION ALL
                (SELECT t.id, t.due, t.definition, t.state::text, t.attempts, t.recurs,
                        coalesce(octet_length(t.payload), 0)
                    FROM task t
                    WHERE (t.inserted >= pg_snapshot_xmax(a.seen)
                            OR t.inserted = ANY(ARRAY(SELECT pg_snapshot_xip(a.seen))))
                        AND t.shard = a.shard AND t.state = 's' AND t.due < least($3, a.done_before)
                        AND t.due >= $1 AND (t.due > $1 OR t.id > $2)
                        AND NOT EXISTS (
                            SELECT FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal OFFSET 0)
                    ORDER BY t.due, t.id LIMIT $4)) AS p
            ORDER BY p.due, p.id LIMIT $4
            """;

    private final Database database;
    private final Reading reading;

    TaskList(Database database, Reading reading) {
        this.database = database;
        this.reading = reading;
    }

    Future<TaskPage> list(ListTasks list) {
        TaskFilter filter = list.filter();
        Cursor from = Cursor.of(list.cursor());
        int limit = Math.clamp(list.limit(), 1, LIMIT_MAX);
        Long dueBefore = filter.dueBefore();
        Future<RowSet<Row>> rows = dueBefore == null
                ? database.query(BY_ID, from.id(), SCAN_MAX)
                : database.query(BY_DUE, Instants.of(from.due()), from.id(), Instants.of(dueBefore), limit);
        int scanned = dueBefore == null ? SCAN_MAX : limit;
        return rows.compose(found -> show(select(filter, found, limit, scanned)));
    }

    private record Selected(List<String> ids, @Nullable String cursor) {}

    private static Selected select(TaskFilter filter, RowSet<Row> rows, int limit, int scanned) {
        List<String> ids = new ArrayList<>();
        Cursor last = Cursor.of(null);
        long bytes = 0;
        for (Row row : rows) {
            if (shows(filter, row)) {
                bytes += row.getInteger("payload_bytes");
                if (ids.size() == limit || bytes > PAYLOAD_BYTES_MAX && !ids.isEmpty()) {
                    return new Selected(ids, last.text());
                }
                ids.add(row.getString("id"));
            }
            last = new Cursor(Instants.millis(row.getOffsetDateTime("due")), row.getString("id"));
        }
        return new Selected(ids, rows.size() < scanned ? null : last.text());
    }

    private static boolean shows(TaskFilter filter, Row row) {
        String outcome = row.getString("outcome");
        boolean ofState = filter.state() == null
                || filter.state()
                        == RowState.shown(
                                row.getString("state"),
                                row.getBoolean("recurs"),
                                outcome == null ? null : RowState.outcome(outcome),
                                row.getInteger("attempts"));
        if (!ofState || filter.action() == null && filter.labels().isEmpty()) {
            return ofState;
        }
        Definition definition = DefinitionText.read(row.getString("definition"), Payload.NONE);
        boolean ofAction = filter.action() == null || filter.action().equals(name(definition.action()));
        return ofAction
                && definition.labels().entrySet().containsAll(filter.labels().entrySet());
    }

    private static String name(Action action) {
        return switch (action) {
            case Action.Handler handler -> handler.name();
            case Action.Webhook webhook -> webhook.url();
        };
    }

    private Future<TaskPage> show(Selected selected) {
        return reading.byIds(selected.ids).map(tasks -> {
            List<TaskView> views = new ArrayList<>();
            for (String id : selected.ids) {
                StoredTask task = tasks.get(id);
                if (task != null) {
                    views.add(task.view());
                }
            }
            return new TaskPage(views, selected.cursor);
        });
    }
}
