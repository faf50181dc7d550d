package carillon.store;

import carillon.message.Sighting;
import carillon.message.SightingCursor;
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
 *
 * <p>A page is as long as its reader says, for each row takes a microsecond of this event loop and of the reader's.
 */
final class Sightings {

    /**
     * $2 and $8 are the ends of {@link Spans}. Each is read along the index, from the cursor on and no further than a
     * page of what is asked for, so that many pages read no row twice; rows of other shards and later ones are read
     * over. IS TRUE keeps the planner from the index of shards and due instants: nearly all that is in it is due
     * within the horizon or settled, and a million entries were read for each page of five hundred rows.
     */
    static final String READ = """
            WITH span AS (
                SELECT first::xid8, last::xid8 FROM unnest($2::text[], $8::text[]) AS given(first, last)),
            fresh AS (
                SELECT f.* FROM span, LATERAL (
                    SELECT t.inserted, t.id, t.shard, t.version, t.nominal, t.due, t.inserted AS told
                    FROM task t
                    WHERE t.inserted >= greatest(span.first, $5::text::xid8) AND t.inserted <= span.last
                        AND (t.inserted, t.id, t.nominal) > ($5::text::xid8, $6, $7)
                        AND (t.shard = ANY($1::int4[]) AND t.due <= $3) IS TRUE AND t.state = 's'
                        AND NOT EXISTS (
                            SELECT FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal OFFSET 0)
                    ORDER BY t.inserted, t.id, t.nominal
                    LIMIT $4) AS f
                UNION ALL
                SELECT f.* FROM span, LATERAL (
                    SELECT o.inserted, o.task_id, o.shard, t.version, o.scheduled_for, o.due, '0'::xid8
                    FROM occurrence o JOIN task t ON t.id = o.task_id
                    WHERE o.inserted >= greatest(span.first, $5::text::xid8) AND o.inserted <= span.last
                        AND (o.inserted, o.task_id, o.scheduled_for) > ($5::text::xid8, $6, $7)
                        AND (o.shard = ANY($1::int4[]) AND o.due <= $3) IS TRUE
                        AND NOT (o.spawned AND t.state = 'p')
                    ORDER BY o.inserted, o.task_id, o.scheduled_for
                    LIMIT $4) AS f
                ORDER BY inserted, id, nominal
                LIMIT $4)
            SELECT pg_current_snapshot()::text AS until, fresh.inserted::text::int8 AS transaction,
                fresh.id, fresh.shard, fresh.version, fresh.nominal, fresh.due, fresh.told::text::int8 AS told
            FROM (SELECT) AS always LEFT JOIN fresh ON true
            ORDER BY fresh.inserted, fresh.id, fresh.nominal
            """;

    private final Database database;

    Sightings(Database database) {
        this.database = database;
    }

    Future<NewPage> read(ReadNew read) {
        SightingCursor after = read.after();
        Columns<Spans.Span> spans = new Columns<>(Spans.since(read.since(), read.known(), after.transaction()));
        return database.query(
                        READ,
                        read.shards().toArray(Integer[]::new),
                        spans.texts(span -> Long.toString(span.first())),
                        Instants.of(read.horizon()),
                        read.limit() + 1,
                        Long.toString(after.transaction()),
                        after.id(),
                        Instants.of(after.scheduledFor()),
                        spans.texts(span -> Long.toString(span.last())))
                .map(rows -> page(rows, read.limit()));
    }

    private static NewPage page(RowSet<Row> rows, int limit) {
        List<Sighting> sightings = new ArrayList<>();
        String until = "";
        SightingCursor last = SightingCursor.START;
        for (Row row : rows) {
            until = row.getString("until");
            if (row.getString("id") != null && sightings.size() < limit) {
                Sighting sighting = sighting(row);
                sightings.add(sighting);
                last = new SightingCursor(row.getLong("transaction"), sighting.id(), sighting.scheduledFor());
            }
        }
        return new NewPage(sightings, Snapshots.read(until), rows.size() > limit ? last : null);
    }

    private static Sighting sighting(Row row) {
        return new Sighting(
                row.getString("id"),
                row.getInteger("shard"),
                row.getInteger("version"),
                Instants.millis(row.getOffsetDateTime("nominal")),
                Instants.millis(row.getOffsetDateTime("due")),
                row.getLong("told"));
    }
}
