package carillon.store;

import carillon.task.Limits;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order of the instants at which they fire next, by merging the indexes of due instants of all shards. An
 * index over all shards would answer in a tenth of the time, and adds a quarter to the WAL of every task.
 *
 * <p>Of each shard a few are read; where there were more, the merge is known only up to the last of them, and the
 * stretch ends there.
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
    static final String NEAR = """
            WITH fresh AS MATERIALIZED (
                SELECT f.shard, f.id, f.due, f.nominal, s.seen
                FROM (SELECT seen::text AS seen, max(done_before) AS done_before
                        FROM ack WHERE done_before > $1 GROUP BY seen::text) AS s
                CROSS JOIN LATERAL (
                    (SELECT t.shard, t.id, t.due, t.nominal, t.state FROM task t
                        WHERE t.inserted >= pg_snapshot_xmax(s.seen::pg_snapshot)
                        ORDER BY t.inserted LIMIT $5)
                    UNION ALL
                    (SELECT t.shard, t.id, t.due, t.nominal, t.state FROM task t
                        WHERE t.inserted = ANY(ARRAY(SELECT pg_snapshot_xip(s.seen::pg_snapshot)))
                        ORDER BY t.inserted LIMIT $5)) AS f
                WHERE f.state = 's' AND f.due < least($3, s.done_before) AND f.due >= $1 AND (f.due > $1 OR f.id > $2))
            SELECT p.shard, p.id, p.due, NOT EXISTS (
                    SELECT FROM run r WHERE r.task_id = p.id AND r.scheduled_for = p.nominal OFFSET 0) AS pending
            FROM ((SELECT q.*
                    FROM ack a CROSS JOIN LATERAL (
                        SELECT t.shard, t.id, t.due, t.nominal FROM task t
                        WHERE t.shard = a.shard AND t.state = 's' AND t.due < $3
                            AND t.due >= greatest($1, a.done_before) AND (t.due > $1 OR t.id > $2)
                        ORDER BY t.due, t.id LIMIT $4) AS q)
                UNION ALL
                (SELECT f.shard, f.id, f.due, f.nominal
                    FROM fresh f JOIN ack a
                        ON a.shard = f.shard AND a.seen::text = f.seen AND f.due < a.done_before)) AS p
            ORDER BY p.due, p.id
            """;

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
            int perShard = perShard(size);
            return read(ahead(perShard), cursor, before).map(rows -> merge(rows, perShard, null));
        }
        // Ids are not empty, so that this cursor stands before everything that is due at that instant.
        Cursor ahead = nearEnd < before ? new Cursor(nearEnd, "") : null;
        return read(NEAR, cursor, nearEnd, NEAR_MAX, FRESH_MAX).map(rows -> merge(rows, NEAR_MAX, ahead));
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

    /**
     * Of what lies ahead nothing is settled, so that the index alone answers. The limit is no parameter, and the end of
     * the list stands outside of it: else a plan that is made for any parameters looks dear, and a new one is made each
     * time, which takes half as long as to run it.
     */
    private static String ahead(int perShard) {
        return """
            SELECT p.shard, p.id, p.due, true AS pending
            FROM ack a CROSS JOIN LATERAL (
                SELECT t.shard, t.id, t.due FROM task t
                WHERE t.shard = a.shard AND t.state = 's' AND t.due >= $1 AND (t.due > $1 OR t.id > $2)
                ORDER BY t.due, t.id LIMIT %d) AS p
            WHERE p.due < $3
            ORDER BY p.due, p.id
            """.formatted(perShard);
    }

    private Future<RowSet<Row>> read(String sql, Cursor from, long to, Integer... limits) {
        List<Object> parameters = new ArrayList<>(List.of(Instants.of(from.instant()), from.id(), Instants.of(to)));
        parameters.addAll(List.of(limits));
        return database.query(sql, parameters.toArray());
    }

    /** @param end where to go on if all was read, or null if that is the end of the list */
    private static Stretch merge(RowSet<Row> rows, int perShard, @Nullable Cursor end) {
        Map<Integer, Integer> counts = new HashMap<>();
        List<Cursor> places = new ArrayList<>();
        for (Row row : rows) {
            Cursor place = new Cursor(Instants.millis(row.getOffsetDateTime("due")), row.getString("id"));
            if (row.getBoolean("pending")) {
                places.add(place);
            }
            if (counts.merge(row.getInteger("shard"), 1, Integer::sum) == perShard) {
                return new Stretch(places, rows.size(), place);
            }
        }
        return new Stretch(places, rows.size(), end);
    }
}
