package carillon.store;

import carillon.message.Sighting;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadNew;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Names what became visible since a snapshot: the safety read.
 *
 * <p>Neither instants nor numbers tell: a transaction that began early may commit last, behind any cursor over them. A
 * snapshot says exactly which transactions were visible; what was written by the others is new.
 */
final class Sightings {

    /** The array of running transactions is built once, so that both halves of the condition can use the index. */
    private static final String READ = """
            WITH fresh AS (
                SELECT t.id, t.shard, t.version, t.nominal, t.due
                FROM task t
                WHERE (t.inserted >= pg_snapshot_xmax($2::text::pg_snapshot)
                        OR t.inserted = ANY(ARRAY(SELECT pg_snapshot_xip($2::text::pg_snapshot))))
                    AND t.shard = ANY($1::int4[]) AND t.state = 's' AND t.due <= $3
                    AND NOT EXISTS (
                        SELECT FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal OFFSET 0)
                UNION ALL
                SELECT o.task_id, o.shard, t.version, o.scheduled_for, o.due
                FROM occurrence o JOIN task t ON t.id = o.task_id
                WHERE (o.inserted >= pg_snapshot_xmax($2::text::pg_snapshot)
                        OR o.inserted = ANY(ARRAY(SELECT pg_snapshot_xip($2::text::pg_snapshot))))
                    AND o.shard = ANY($1::int4[]) AND o.due <= $3
                    AND NOT (o.spawned AND t.state = 'p')
                LIMIT $4)
            SELECT pg_current_snapshot()::text AS until, fresh.*
            FROM (SELECT) AS always LEFT JOIN fresh ON true
            """;

    private final Database database;

    Sightings(Database database) {
        this.database = database;
    }

    Future<NewPage> read(ReadNew read) {
        return database.query(
                        READ,
                        read.shards().toArray(Integer[]::new),
                        Snapshots.write(read.since()),
                        Instants.of(read.horizon()),
                        read.limit() + 1)
                .map(rows -> page(rows, read.limit()));
    }

    private static NewPage page(RowSet<Row> rows, int limit) {
        List<Sighting> sightings = new ArrayList<>();
        String until = "";
        for (Row row : rows) {
            until = row.getString("until");
            if (row.getString("id") != null && sightings.size() < limit) {
                sightings.add(new Sighting(
                        row.getString("id"),
                        row.getInteger("shard"),
                        row.getInteger("version"),
                        Instants.millis(row.getOffsetDateTime("nominal")),
                        Instants.millis(row.getOffsetDateTime("due"))));
            }
        }
        return new NewPage(sightings, Snapshots.read(until), rows.size() > limit);
    }
}
