package carillon.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * History that belongs to no day's partition: of instants long past when they ended, or far ahead. It goes by when it
 * ended, and with it the tasks that are over by it.
 */
final class StrayHistory {

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    static final int DELETED_AT_ONCE = 10_000;

    private static final String IS_OVER = "(NOT t.recurs OR t.state IN ('c', 'f', 'e'))";

    private static final String FORGETTABLE = IS_OVER + " AND " + RunRow.IS_OLD + """
             AND t.id = r.task_id AND t.nominal = r.scheduled_for
            AND NOT EXISTS (SELECT FROM occurrence o WHERE o.task_id = t.id OFFSET 0)
            """;

    private static final String LOCK_TASKS =
            "SELECT t.id FROM run_default r, task t WHERE " + FORGETTABLE + "LIMIT $2 FOR UPDATE OF t SKIP LOCKED";

    private static final String FORGET_TASKS = """
            WITH gone AS (DELETE FROM task t USING run_default r WHERE t.id = ANY($2::text[]) AND
            """ + FORGETTABLE + """
            RETURNING t.id, t.nominal),
            ended AS (DELETE FROM run_default r USING gone WHERE r.task_id = gone.id AND r.scheduled_for = gone.nominal)
            DELETE FROM task_key k USING gone WHERE k.id = gone.id
            """;

    /** What says that a task is over stays as long as the task. */
    private static final String FORGET_RUNS = """
            DELETE FROM run_default WHERE ctid = ANY(ARRAY(SELECT r.ctid FROM run_default r WHERE
            """ + RunRow.IS_OLD + """
             AND NOT EXISTS (
                SELECT FROM task t WHERE t.id = r.task_id AND t.nominal = r.scheduled_for AND
            """ + IS_OVER + " OFFSET 0) LIMIT $2))";

    private static final String FORGET_ATTEMPTS = """
            DELETE FROM attempt_default WHERE ctid = ANY(ARRAY(
                SELECT a.ctid FROM attempt_default a WHERE a.finished_at < $1 LIMIT $2))
            """;

    private StrayHistory() {}

    /** Forgets what ended before an instant. */
    static Future<Void> forget(SqlConnection connection, long before) {
        return Forgetting.all(connection, FORGOTTEN_AT_ONCE, LOCK_TASKS, FORGET_TASKS, before)
                .compose(done -> delete(connection, FORGET_RUNS, before))
                .compose(done -> delete(connection, FORGET_ATTEMPTS, before));
    }

    /** Deletes until there is nothing left, some at a time. */
    private static Future<Void> delete(SqlConnection connection, String sql, long before) {
        return Database.query(connection, sql, Instants.of(before), DELETED_AT_ONCE)
                .compose(gone ->
                        gone.rowCount() < DELETED_AT_ONCE ? Future.succeededFuture() : delete(connection, sql, before));
    }
}
