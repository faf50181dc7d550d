package carillon.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * The tasks that were accepted on a day, which goes: what is live moves to the lot that stays, the rest is detached,
 * its ids are freed, and it is dropped.
 *
 * <p>What is live is looked for while everybody works. Only what changed since then is looked at again under the lock:
 * whatever brings a task to life writes the transaction down, in the task or in the occurrence.
 */
final class TaskDay {

    /** So many tasks are moved while everybody waits: some milliseconds. */
    static final int MOVED_MAX = 1_000;

    private static final int FREED_AT_ONCE = 5_000;

    private static final String LIVE = """
            (t.state IN ('s', 'p') AND NOT EXISTS (
                SELECT FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal OFFSET 0)
            OR EXISTS (SELECT FROM occurrence o WHERE o.task_id = t.id OFFSET 0))
            """;

    private static final String NOW = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS now";

    private static final String FIND =
            "SELECT t.id FROM task t WHERE t.lot = {day} AND t.id > $1 AND " + LIVE + "ORDER BY t.id LIMIT $2";

    /** Whoever holds the partition and not the table is at work on it, such as VACUUM, and not done soon. */
    private static final String LOCK = """
            LOCK TABLE ONLY task IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ONLY task_{day} IN ACCESS EXCLUSIVE MODE NOWAIT;
            """;

    /** What was live a moment ago stays, with the outcome that it may have by now. */
    private static final String MOVE = "UPDATE task SET lot = 0 WHERE lot = {day} AND id = ANY($1::text[])";

    private static final String MOVE_REVIVED = """
            UPDATE task t SET lot = 0
            WHERE t.lot = {day} AND t.id IN (
                SELECT c.id FROM task c WHERE c.lot = {day} AND c.inserted >= $1::text::xid8
                UNION ALL
                SELECT c.task_id FROM occurrence c WHERE c.inserted >= $1::text::xid8) AND
            """ + LIVE;

    private static final String DETACH = """
            ALTER TABLE task DETACH PARTITION task_{day};
            ALTER TABLE task_{day} RENAME TO task_{day}_gone;
            """;

    /** An id that was given to another task since stays taken. */
    private static final String FREE = """
            WITH page AS MATERIALIZED (SELECT id FROM task_{day}_gone WHERE id > $1 ORDER BY id LIMIT $2),
            freed AS (
                DELETE FROM task_key k USING page
                WHERE k.id = page.id AND NOT EXISTS (SELECT FROM task t WHERE t.id = k.id OFFSET 0))
            SELECT max(id) AS last, count(*) AS found FROM page
            """;

    private static final String DROP = "DROP TABLE task_{day}_gone";

    private final SqlConnection connection;
    private final int day;

    /** @param connection in no transaction */
    TaskDay(SqlConnection connection, int day) {
        this.connection = connection;
        this.day = day;
    }

    /** Takes the tasks out of everybody's sight; false if that has to wait. */
    Future<Boolean> detach() {
        return look().compose(this::detach);
    }

    /** Frees the ids of tasks that were detached, and drops them; false if that has to wait. */
    Future<Boolean> drop() {
        return free("").compose(
                        freed -> Lull.use(connection, List.of("task_" + day + "_gone"), ours -> run(ours, DROP)));
    }

    /**
     * What was found.
     *
     * @param since the first transaction whose doings may not be among that
     * @param live ids of tasks in order, as many as are moved at once
     */
    record Look(String since, List<String> live) {

        boolean isWhole() {
            return live.size() < MOVED_MAX;
        }
    }

    Future<Look> look() {
        return connection
                .query(NOW)
                .execute()
                .compose(rows -> look(rows.iterator().next().getString("now"), ""));
    }

    private Future<Look> look(String since, String after) {
        return Database.query(connection, said(FIND), after, MOVED_MAX).map(rows -> {
            List<String> live = new ArrayList<>();
            rows.forEach(row -> live.add(row.getString("id")));
            return new Look(since, live);
        });
    }

    Future<Boolean> detach(Look look) {
        Object[] live = look.live().toArray(String[]::new);
        return Lull.use(connection, List.of("task", "task_" + day), ours -> run(ours, LOCK)
                        .compose(locked -> Database.query(ours, said(MOVE), (Object) live))
                        .compose(moved -> look.isWhole() ? detach(ours, look.since()) : Future.succeededFuture()))
                .compose(done -> look.isWhole() || !done
                        ? Future.succeededFuture(done)
                        : look(look.since(), look.live().getLast()).compose(this::detach));
    }

    private Future<Void> detach(SqlConnection ours, String since) {
        return Database.query(ours, said(MOVE_REVIVED), since).compose(moved -> run(ours, DETACH));
    }

    private Future<Void> free(String after) {
        return Database.query(connection, said(FREE), after, FREED_AT_ONCE).compose(rows -> {
            Row page = rows.iterator().next();
            return page.getLong("found") < FREED_AT_ONCE ? Future.succeededFuture() : free(page.getString("last"));
        });
    }

    private Future<Void> run(SqlConnection ours, String script) {
        return ours.query(said(script)).execute().mapEmpty();
    }

    private String said(String sql) {
        return sql.replace("{day}", Integer.toString(day));
    }
}
