package carillon.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
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

    /** No more tasks are moved at once, while everybody waits. */
    static final int MOVED_MAX = 1_000;

    /** Nor more bytes than this and one task: what is moved is written again, its payload too. */
    static final int MOVED_BYTES_MAX = 4 << 20;

    private static final int FREED_AT_ONCE = 5_000;

    private static final String LIVE = """
            (t.state IN ('s', 'p') AND NOT EXISTS (
                SELECT FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal OFFSET 0)
            OR EXISTS (SELECT FROM occurrence o WHERE o.task_id = t.id OFFSET 0))
            """;

    private static final String NOW = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS now";

    /** PostgreSQL knows lengths without reading what is stored apart. */
    private static final String SELECT =
            "SELECT t.id, octet_length(t.definition) + coalesce(octet_length(t.payload), 0) AS bytes FROM task t ";

    private static final String FIND =
            SELECT + "WHERE t.lot = {day} AND t.id > $1 AND " + LIVE + "ORDER BY t.id LIMIT $2";

    /** Whoever holds the partition and not the table is at work on it, such as VACUUM, and not done soon. */
    private static final String LOCK = """
            LOCK TABLE ONLY task IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ONLY task_{day} IN ACCESS EXCLUSIVE MODE NOWAIT;
            """;

    /** What was live a moment ago stays, with the outcome that it may have by now. */
    private static final String MOVE = "UPDATE task SET lot = 0 WHERE lot = {day} AND id = ANY($1::text[])";

    private static final String FIND_REVIVED = SELECT + """
            WHERE t.lot = {day} AND t.id IN (
                SELECT c.id FROM task c WHERE c.lot = {day} AND c.inserted >= $1::text::xid8
                UNION ALL
                SELECT c.task_id FROM occurrence c WHERE c.inserted >= $1::text::xid8) AND
            """ + LIVE + "LIMIT $2";

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
     * @param isWhole whether there were no more
     */
    record Look(String since, List<String> live, boolean isWhole) {

        static Look of(String since, RowSet<Row> rows) {
            List<String> live = new ArrayList<>();
            long bytes = 0;
            for (Row row : rows) {
                if (bytes >= MOVED_BYTES_MAX) {
                    return new Look(since, live, false);
                }
                live.add(row.getString("id"));
                bytes += row.getInteger("bytes");
            }
            return new Look(since, live, live.size() < MOVED_MAX);
        }
    }

    Future<Look> look() {
        return connection
                .query(NOW)
                .execute()
                .compose(rows -> look(rows.iterator().next().getString("now"), ""));
    }

    private Future<Look> look(String since, String after) {
        return Database.query(connection, said(FIND), after, MOVED_MAX).map(rows -> Look.of(since, rows));
    }

    /** Goes on with more looks while the day is not out: this one was not whole, or very much was revived since. */
    Future<Boolean> detach(Look look) {
        return Lull.use(connection, List.of("task", "task_" + day), ours -> run(ours, LOCK)
                        .compose(locked -> move(ours, look))
                        .compose(moved -> look.isWhole() ? finish(ours, look.since()) : Future.succeededFuture()))
                .compose(done -> done ? goOn(look) : Future.succeededFuture(false));
    }

    private Future<Boolean> goOn(Look look) {
        return Days.of(connection, "task")
                .compose(
                        there -> there.contains(day) ? next(look).compose(this::detach) : Future.succeededFuture(true));
    }

    private Future<Look> next(Look look) {
        return look.isWhole() ? look() : look(look.since(), look.live().getLast());
    }

    /** The day stays for now if more was revived than is moved at once. */
    private Future<Void> finish(SqlConnection ours, String since) {
        return Database.query(ours, said(FIND_REVIVED), since, MOVED_MAX)
                .map(rows -> Look.of(since, rows))
                .compose(revived -> move(ours, revived)
                        .compose(moved -> revived.isWhole() ? run(ours, DETACH) : Future.succeededFuture()));
    }

    private Future<Void> move(SqlConnection ours, Look look) {
        Object live = look.live().toArray(String[]::new);
        return Database.query(ours, said(MOVE), live).mapEmpty();
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
