package carillon.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/**
 * The history of a day, which goes. Before it go the tasks that are over by it: without their history they would look
 * pending. Tasks accepted on the day or before are gone by then, so that few are left to look at, and an index finds
 * them.
 *
 * <p>Whatever has its outcome here and is still there under the lock keeps both: it ended within the retention, or is
 * being changed, or ended at this very moment.
 */
final class HistoryDay {

    /** So many rows of a table are kept, while everybody waits; a day with more of them goes later. */
    static final int KEPT_MAX = 10_000;

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    /** In the words of the index {@code task_nominal}; {@code lot} is the day on which a task was accepted. */
    private static final String OF_DAY = """
            (NOT t.recurs OR t.state IN ('c', 'f', 'e')) AND (t.lot = 0 OR t.nominal < to_timestamp(t.lot * 86400.0))
                AND t.nominal >= to_timestamp({day} * 86400.0) AND t.nominal < to_timestamp(({day} + 1) * 86400.0)
            """;

    private static final String FORGETTABLE = OF_DAY + """
            AND EXISTS (
                SELECT FROM run_{day} r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal
                    AND
            """ + RunRow.IS_OLD + """
             OFFSET 0)
            AND NOT EXISTS (SELECT FROM occurrence o WHERE o.task_id = t.id OFFSET 0)
            """;

    private static final String LOCK_TASKS =
            "SELECT t.id FROM task t WHERE " + FORGETTABLE + "LIMIT $2 FOR UPDATE OF t SKIP LOCKED";

    private static final String FORGET_TASKS = """
            WITH gone AS (DELETE FROM task t WHERE t.id = ANY($2::text[]) AND
            """ + FORGETTABLE + """
            RETURNING t.id)
            DELETE FROM task_key k USING gone WHERE k.id = gone.id
            """;

    private static final String KEPT = """
            SELECT kept.* FROM task t CROSS JOIN LATERAL (
                SELECT * FROM {table}_{day} h WHERE h.task_id = t.id AND h.scheduled_for = t.nominal OFFSET 0) AS kept
            WHERE
            """ + OF_DAY;

    private static final String COUNT = "SELECT count(*) AS kept FROM (" + KEPT + "LIMIT $1) AS each";

    /** What is kept goes to the default partition, as what ends from now on. */
    private static final String DROP = """
            LOCK TABLE ONLY {table} IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ONLY {table}_default, ONLY {table}_{day} IN ACCESS EXCLUSIVE MODE NOWAIT;
            ALTER TABLE {table} DETACH PARTITION {table}_{day};
            INSERT INTO {table}
            """ + KEPT + """
            ;
            DROP TABLE {table}_{day};
            """;

    private final SqlConnection connection;
    private final int day;

    /** @param connection in no transaction */
    HistoryDay(SqlConnection connection, int day) {
        this.connection = connection;
        this.day = day;
    }

    /** Forgets tasks that ended before an instant. Those that somebody is changing are left as they are. */
    Future<Void> forgetTasks(long before) {
        return Forgetting.all(connection, FORGOTTEN_AT_ONCE, lockTasks(day), said(FORGET_TASKS), before);
    }

    /** Drops a table of history, {@code run} or {@code attempt}; false if that has to wait. */
    Future<Boolean> drop(String table) {
        List<String> tables = List.of(table, table + "_default", table + "_" + day);
        return Lull.use(connection, tables, ours -> ours.query(said(DROP, table))
                .execute()
                .mapEmpty());
    }

    /** Whether few enough rows of a table are kept. */
    Future<Boolean> areFewKept(String table) {
        return Database.query(connection, said(COUNT, table), KEPT_MAX + 1)
                .map(rows -> rows.iterator().next().getLong("kept") <= KEPT_MAX);
    }

    /** Locks tasks that go with the history of a day. */
    static String lockTasks(int day) {
        return LOCK_TASKS.replace("{day}", Integer.toString(day));
    }

    private String said(String sql, String table) {
        return said(sql).replace("{table}", table);
    }

    private String said(String sql) {
        return sql.replace("{day}", Integer.toString(day));
    }
}
