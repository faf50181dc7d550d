package carillon.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * Forgets a day. A task goes before the history that says that it is over: without it, the task would look pending.
 */
final class Retention {

    /** What is still pending moves to the partition that stays; then the day's tasks go as a whole. */
    private static final String DROP_TASKS = """
            LOCK TABLE ONLY task IN ACCESS EXCLUSIVE MODE;
            UPDATE task t SET lot = 0
                WHERE t.lot = {day} AND t.state IN ('s', 'p') AND NOT EXISTS (
                    SELECT FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal OFFSET 0);
            DELETE FROM task_key k USING task_{day} t WHERE k.id = t.id;
            DROP TABLE task_{day};
            """;

    private static final String DROP_HISTORY = """
            WITH gone AS (
                DELETE FROM task t USING run_{day} r
                WHERE t.id = r.task_id AND t.nominal = r.scheduled_for AND (NOT t.recurs OR t.state IN ('c', 'f', 'e'))
                RETURNING t.id)
            DELETE FROM task_key k USING gone WHERE k.id = gone.id;
            LOCK TABLE ONLY run IN ACCESS EXCLUSIVE MODE;
            DROP TABLE run_{day};
            """;

    private static final String DROP_ATTEMPTS = """
            LOCK TABLE ONLY attempt IN ACCESS EXCLUSIVE MODE;
            DROP TABLE attempt_{day};
            """;

    /** History that belongs to no day's partition: of instants long past when they were accepted. */
    private static final String EMPTY_DEFAULT = """
            WITH old AS (
                DELETE FROM run_default WHERE coalesce(finished_at, due) < $1 AND due < $1
                RETURNING task_id, scheduled_for),
            gone AS (
                DELETE FROM task t USING old
                WHERE t.id = old.task_id AND t.nominal = old.scheduled_for
                    AND (NOT t.recurs OR t.state IN ('c', 'f', 'e'))
                RETURNING t.id)
            DELETE FROM task_key k USING gone WHERE k.id = gone.id
            """;

    private static final String EMPTY_DEFAULT_ATTEMPTS = "DELETE FROM attempt_default WHERE finished_at < $1";

    private Retention() {}

    static Future<Void> dropTasks(SqlConnection connection, int day) {
        return run(connection, DROP_TASKS, day);
    }

    static Future<Void> dropHistory(SqlConnection connection, int day) {
        return run(connection, DROP_HISTORY, day);
    }

    static Future<Void> dropAttempts(SqlConnection connection, int day) {
        return run(connection, DROP_ATTEMPTS, day);
    }

    /** Empties the default partitions of what ended before an instant. */
    static Future<Void> emptyDefaults(SqlConnection connection, long before) {
        return Database.query(connection, EMPTY_DEFAULT, Instants.of(before))
                .compose(done -> Database.query(connection, EMPTY_DEFAULT_ATTEMPTS, Instants.of(before)))
                .mapEmpty();
    }

    private static Future<Void> run(SqlConnection connection, String script, int day) {
        return connection
                .query(script.replace("{day}", Integer.toString(day)))
                .execute()
                .mapEmpty();
    }
}
