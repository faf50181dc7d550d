package carillon.store;

import carillon.message.DueCursor;
import carillon.message.StoreMessage.ReadDue;
import carillon.task.Limits;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * The rows of a page of pending occurrences, in the order of their due instants: of each shard as many as were asked
 * for, and of all together no more than have payloads below {@link Limits#PAGE_PAYLOAD_BYTES}.
 *
 * <p>A task that is over keeps its place among those that are due, and millions may lie ahead of the next pending one.
 * So a page looks at no more than so many rows of tasks. The last one it may look at comes too, pending or not, if the
 * page gets that far, and is marked: nothing behind it is known.
 *
 * <p>To count bytes and rows in windows takes as long as all the rest, so that a page is read without that first. There
 * each row has an equal part of the page's bytes; if a payload is larger than that it is left out, and the page is read
 * again with the windows.
 */
final class DueQuery {

    /** Of all shards together. So many looks take 30 ms in memory, and some seconds on a slow disk. */
    static final int LOOKED_MAX = 4_096;

    /**
     * The page of one shard is a range of one index; the row comparison is spelled out, because the planner would not
     * use the second half of it. OFFSET 0 keeps the look for a run a probe of one key of one partition: without it the
     * planner may hash the whole history. Occurrences beside the schedule are few, and join their task, behind
     * whose own row they stand; many of one task may share a due instant. Those that a schedule left there come however
     * late they are due, for others may have to wait for them; behind the horizon nothing else comes.
     */
    private static final String ROWS = """
            FROM unnest($1::int4[], $2::timestamptz[], $3::text[], $4::timestamptz[], $5::bool[])
                AS c(shard, due, id, beside, unsettled)
            CROSS JOIN LATERAL (
                (SELECT t.id, t.shard, t.version, t.definition, {payload} AS payload,
                        coalesce(t.accepted_at, t.created_at) AS accepted_at,
                        t.nominal, t.due, t.attempts, false AS extra, t.inserted::text::int8 AS transaction, t.fires,
                        t.began, false AS spawned, coalesce(t.place, 0) AS place, t.spent,
                        t.pending, t.nth = $9 AS last
                    FROM (
                        SELECT m.*, row_number() OVER (ORDER BY m.due, m.id) AS nth,
                            NOT (c.unsettled AND EXISTS (
                                SELECT FROM run r WHERE r.task_id = m.id AND r.scheduled_for = m.nominal OFFSET 0))
                                AS pending
                        FROM task m
                        WHERE m.shard = c.shard AND m.state = 's' AND m.due >= c.due AND m.due <= $6
                            AND (m.due > c.due OR m.id > c.id)
                        ORDER BY m.due, m.id LIMIT $9) AS t
                    WHERE t.pending OR t.nth = $9
                    ORDER BY t.due, t.id LIMIT $7)
                UNION ALL
                (SELECT t.id, t.shard, t.version, t.definition, {payload},
                        coalesce(t.accepted_at, t.created_at),
                        o.scheduled_for, o.due, o.attempts, true, o.inserted::text::int8, 0, NULL, o.spawned,
                        coalesce(t.place, 0), o.spent, true, false
                    FROM occurrence o JOIN task t ON t.id = o.task_id
                    WHERE o.shard = c.shard AND o.due >= c.due AND (o.due <= $6 OR o.spawned)
                        AND (o.due > c.due OR o.task_id > c.id
                            OR o.task_id = c.id AND (c.beside IS NULL OR o.scheduled_for > c.beside))
                        AND NOT (o.spawned AND t.state = 'p')
                    ORDER BY o.due, o.task_id, o.scheduled_for LIMIT $7)
                ORDER BY due, id, extra, nominal LIMIT $7) AS p
            """;

    private static final String IN_ORDER = "ORDER BY due, id, extra, nominal";

    /** With no payload that has more than $8 bytes. */
    private static final String LIGHT = "SELECT p.* "
            + ROWS.replace(
                    "{payload}",
                    "CASE WHEN coalesce(octet_length(t.payload), 0) <= $8 THEN coalesce(t.payload, '') END")
            + IN_ORDER;

    /**
     * A running sum cuts the page where its payloads grow too large; the first row always comes. found and in_all
     * say what there was before the cut.
     */
    private static final String CUT = """
            WITH page AS MATERIALIZED (
                SELECT p.*, count(*) OVER (PARTITION BY p.shard) AS found, count(*) OVER () AS in_all,
                    sum(octet_length(p.payload))
                        OVER (ORDER BY p.due, p.id, p.extra, p.nominal ROWS UNBOUNDED PRECEDING)
                        - octet_length(p.payload) AS bytes_before
            """ + ROWS.replace("{payload}", "coalesce(t.payload, '')") + """
            ) SELECT * FROM page WHERE bytes_before < $8
            """ + IN_ORDER;

    private final Database database;

    DueQuery(Database database) {
        this.database = database;
    }

    /**
     * The rows; they have the columns found and in_all, of each shard and in all, if some of these may be missing. A
     * row that is not pending comes only if it is the last one that was looked at.
     */
    Future<RowSet<Row>> rows(ReadDue read) {
        long rowsMax = Math.max(1, (long) read.limitPerShard() * read.cursors().size());
        return rows(LIGHT, read, Limits.PAGE_PAYLOAD_BYTES / rowsMax)
                .compose(rows ->
                        isWhole(rows) ? Future.succeededFuture(rows) : rows(CUT, read, Limits.PAGE_PAYLOAD_BYTES));
    }

    private Future<RowSet<Row>> rows(String statement, ReadDue read, long bytesMax) {
        Columns<DueCursor> cursors = new Columns<>(read.cursors());
        return database.query(
                statement,
                cursors.ints(DueCursor::shard),
                cursors.instants(DueCursor::due),
                cursors.texts(DueCursor::id),
                cursors.instants(DueCursor::beside),
                cursors.flags(DueCursor::unsettledOnly),
                Instants.of(read.horizon()),
                read.limitPerShard(),
                bytesMax,
                Math.max(
                        read.limitPerShard(),
                        LOOKED_MAX / Math.max(1, read.cursors().size())));
    }

    private static boolean isWhole(RowSet<Row> rows) {
        for (Row row : rows) {
            if (row.getBoolean("pending") && row.getBuffer("payload") == null) {
                return false;
            }
        }
        return true;
    }
}
