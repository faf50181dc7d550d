package carillon.store;

import carillon.message.TaskFilter.Order;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads tasks by their ids, whole. */
final class Reading {

    /**
     * Partitions of history are probed by their keys; without OFFSET 0 the planner may read and hash all of them. Where
     * history ends before the current occurrence there is no outcome of it: that spares a probe for every task that
     * waits.
     */
    static final String RUNS_OF_TASK = """
            LEFT JOIN LATERAL (
                SELECT %s FROM run r WHERE r.task_id = t.id ORDER BY r.scheduled_for DESC LIMIT 1) AS last ON true
            LEFT JOIN LATERAL (
                SELECT r.outcome FROM run r
                WHERE last.scheduled_for >= t.nominal AND r.task_id = t.id AND r.scheduled_for = t.nominal
                OFFSET 0) AS cur ON true
            """.formatted(RunRow.COLUMNS);

    private static final String BY_IDS =
            "SELECT " + StoredTask.COLUMNS + " FROM task t " + RUNS_OF_TASK + "WHERE t.id = ANY($1::text[])";

    private static final String LOCKED = "SELECT " + StoredTask.COLUMNS + " FROM task t " + RUNS_OF_TASK
            + "WHERE t.id = ANY($1::text[]) FOR UPDATE OF t";

    /** Payloads are read as far as they stay below $2 bytes in the order of a list; the first one always does. */
    private static final String FIRST_BY_IDS =
            "SELECT " + StoredTask.COLUMNS + """
            FROM (SELECT m.*, sum(coalesce(octet_length(m.payload), 0)) OVER (ORDER BY %s) AS bytes
                    FROM task m WHERE m.id = ANY($1::text[])) AS t
            """ + RUNS_OF_TASK + "WHERE t.bytes <= $2";

    private static final String FIRST_BY_ID = FIRST_BY_IDS.formatted("m.id");
    private static final String FIRST_BY_DUE = FIRST_BY_IDS.formatted("m.due, m.id");

    private final Database database;

    Reading(Database database) {
        this.database = database;
    }

    /** Those of a few tasks that there are, by id, in one statement. */
    Future<Map<String, StoredTask>> byIds(List<String> ids) {
        return database.query(BY_IDS, (Object) ids.toArray(String[]::new)).map(rows -> byId(tasks(rows)));
    }

    /** The first ones of them in an order, in one statement: as many as have payloads below a limit together. */
    Future<Map<String, StoredTask>> firstByIds(List<String> ids, Order order, long payloadBytesMax) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        String statement =
                switch (order) {
                    case ID -> FIRST_BY_ID;
                    case DUE -> FIRST_BY_DUE;
                };
        return database.query(statement, ids.toArray(String[]::new), payloadBytesMax)
                .map(rows -> byId(tasks(rows)));
    }

    /** Those of the tasks that there are, by id; their rows stay locked to the end of the transaction. */
    static Future<Map<String, StoredTask>> locked(SqlConnection connection, List<String> ids) {
        return Database.query(connection, LOCKED, (Object) ids.toArray(String[]::new))
                .map(rows -> byId(tasks(rows)));
    }

    private static List<StoredTask> tasks(RowSet<Row> rows) {
        List<StoredTask> tasks = new ArrayList<>();
        for (Row row : rows) {
            tasks.add(StoredTask.of(row));
        }
        return tasks;
    }

    private static Map<String, StoredTask> byId(List<StoredTask> tasks) {
        return tasks.stream().collect(Collectors.toMap(StoredTask::id, task -> task));
    }
}
