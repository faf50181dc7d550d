package carillon.store;

import carillon.task.Limits;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order of the instants at which they fire next, by merging the indexes of due instants of all shards. An
 * index over all shards would answer in a tenth of the time, and adds a quarter to the WAL of every task.
 *
 * <p>Of each shard a few are read; where there were as many, the merge is known only up to the last of them: that row
 * is a cut. A stretch ends at the first cut, or where it is as long as was asked.
 */
final class DueScan implements Scan {

    /** What is due already and has no outcome yet: as many a shard, so that what is settled can be passed over. */
    private static final int NEAR_MAX = 96;

    /** Of what was inserted since the ack levels were stored, a second or so ago. */
    private static final int FRESH_MAX = 20_000;

    /** Shards differ by chance; a few more of each make one round of reading do for most pages. */
    private static final int SPARE = 7;

    /**
     * Settled one-shots keep their place in the index of due instants, so that each shard is read from its ack level
     * on; what was inserted since and was due before it already comes by the index of inserting transactions, once
     * for all shards of one owner. It is read in its own order and to a limit: else the planner, who does not know
     * how little that is, prefers to read the table. And it is read before it is joined: else a plan that is made for
     * any parameters reads it again for each shard, which took 135 ms of 150. What this list cannot want of it is left
     * out there, because the join compares each with every shard.
     */
    private static final String NEAR = """
            WITH fresh AS MATERIALIZED (
                SELECT f.shard, f.id, f.due, f.nominal, s.seen
                FROM (SELECT seen::text AS seen, max(done_before) AS done_before
                        FROM ack WHERE done_before > $1 GROUP BY seen::text) AS s
                CROSS JOIN LATERAL (
                    (SELECT t.shard, t.id, t.due, t.nominal, t.state FROM task t
                        WHERE t.inserted >= pg_snapshot_xmax(s.seen::pg_snapshot)
                        ORDER BY t.inserted LIMIT %1$d)
                    UNION ALL
                    (SELECT t.shard, t.id, t.due, t.nominal, t.state FROM task t
                        WHERE t.inserted = ANY(ARRAY(SELECT pg_snapshot_xip(s.seen::pg_snapshot)))
                        ORDER BY t.inserted LIMIT %1$d)) AS f
                WHERE f.state = 's' AND f.due < least($4, s.done_before) AND f.due >= $1 AND (f.due > $1 OR f.id > $2)),
            near AS (
                SELECT q.id, q.due, q.nominal, CASE WHEN q.nth = %2$d THEN %2$d ELSE 0 END AS cut
                FROM ack a CROSS JOIN LATERAL (
                    SELECT t.id, t.due, t.nominal, row_number() OVER (ORDER BY t.due, t.id) AS nth FROM task t
                    WHERE t.shard = a.shard AND t.state = 's' AND t.due < $4
                        AND t.due >= greatest($1, a.done_before) AND (t.due > $1 OR t.id > $2)
                    ORDER BY t.due, t.id LIMIT %2$d) AS q
                UNION ALL
                SELECT f.id, f.due, f.nominal, 0
                FROM fresh f JOIN ack a ON a.shard = f.shard AND a.seen::text = f.seen AND f.due < a.done_before)
            SELECT n.id, n.due, n.cut, NOT EXISTS (
                    SELECT FROM run r WHERE r.task_id = n.id AND r.scheduled_for = n.nominal OFFSET 0) AS pending
            FROM near n
            """.formatted(FRESH_MAX, NEAR_MAX);

    /**
     * Of what lies ahead nothing is settled, so that the index alone answers. The limit of a shard is no parameter, and
     * the end of the list stands outside of it: else a plan that is made for any parameters looks dear, and a new one
     * is made each time, which takes half as long as to run it.
     */
    private static final String AHEAD = """
            SELECT q.id, q.due, CASE WHEN q.nth = %1$d THEN 1 ELSE 0 END AS cut, true AS pending
            FROM ack a CROSS JOIN LATERAL (
                SELECT t.id, t.due, row_number() OVER (ORDER BY t.due, t.id) AS nth FROM task t
                WHERE t.shard = a.shard AND t.state = 's' AND %2$s
                ORDER BY t.due, t.id LIMIT %1$d) AS q
            WHERE q.due < %3$s
            """;

    /**
     * The places in order, $3 at most, and of what is settled only where a shard was cut: a cut says how many rows were
     * looked at for it, so that a page which finds nothing but what is settled has its end too.
     */
    private static final String IN_ORDER = """
            SELECT p.id, p.due, p.pending, p.cut FROM (%s) AS p WHERE p.pending OR p.cut > 0
            ORDER BY p.due, p.id LIMIT $3
            """;

    private static final String ALL_NEAR = IN_ORDER.formatted(NEAR);

    private final Database database;
    private final int shardCount;
    private final long now;
    private final long before;

    /**
     * @param now the database's time: nothing that is due later has an outcome
     * @param before the list ends there
     */
    DueScan(Database database, int shardCount, long now, @Nullable Long before) {
        this.database = database;
        this.shardCount = shardCount;
        this.now = now;
        this.before = Objects.requireNonNullElse(before, Limits.INSTANT_MAX + 1);
    }

    @Override
    public Future<Stretch> from(Cursor cursor, int size) {
        long nearEnd = Math.min(now, before);
        if (cursor.instant() >= nearEnd) {
            return read(ahead(perShard(size)), size, cursor, before);
        }
        return nearEnd == before
                ? read(ALL_NEAR, size, cursor, nearEnd)
                : read(nearAndAhead(perShard(size)), size, cursor, nearEnd, before);
    }

    /** A power of two: each is a text of its own, which a connection keeps prepared, and clients choose the size. */
    private int perShard(int size) {
        int wanted = size / shardCount + size / (2 * shardCount) + SPARE;
        return Integer.highestOneBit(2 * wanted - 1);
    }

    @Override
    public String name() {
        return "due";
    }

    private static String ahead(int perShard) {
        return IN_ORDER.formatted(AHEAD.formatted(perShard, "t.due >= $1 AND (t.due > $1 OR t.id > $2)", "$4"));
    }

    /** In one statement: of what is near most is settled, so that nearly every page goes on to what lies ahead. */
    static String nearAndAhead(int perShard) {
        return IN_ORDER.formatted("(" + NEAR + ") UNION ALL " + AHEAD.formatted(perShard, "t.due >= $4", "$5"));
    }

    private Future<Stretch> read(String sql, int size, Cursor from, long... ends) {
        List<Object> parameters = new ArrayList<>(List.of(Instants.of(from.instant()), from.id(), size));
        for (long end : ends) {
            parameters.add(Instants.of(end));
        }
        return database.query(sql, parameters.toArray()).map(rows -> stretch(rows, size));
    }

    private static Stretch stretch(RowSet<Row> rows, int size) {
        List<Cursor> places = new ArrayList<>();
        Cursor last = null;
        boolean cut = false;
        int looked = 0;
        for (Row row : rows) {
            int shardLooked = row.getInteger("cut");
            looked += Math.max(1, shardLooked);
            if (!cut) {
                last = new Cursor(Instants.millis(row.getOffsetDateTime("due")), row.getString("id"));
                if (row.getBoolean("pending")) {
                    places.add(last);
                }
                cut = shardLooked > 0;
            }
        }
        return new Stretch(places, looked, cut || rows.size() == size ? last : null);
    }
}
