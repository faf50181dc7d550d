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
     * over. A page ends behind the last row that a span may look at for its outcome, as in {@link DueQuery}. IS TRUE
     * keeps the planner from the index of shards and due instants: nearly all that is in it is due within the horizon
     * or settled, and a million entries were read for each page of five hundred rows.
     */
    static final String READ = """
            WITH span AS (
                SELECT first::xid8, last::xid8 FROM unnest($2::text[], $8::text[]) AS given(first, last)),
            fresh AS (
                SELECT f.* FROM span, LATERAL (
                    SELECT t.inserted, t.id, t.shard, t.version, t.nominal, t.due, t.inserted AS told,
                        t.pending, t.nth = $9 AS last
                    FROM (
                        SELECT m.*, row_number() OVER (ORDER BY m.inserted, m.id, m.nominal) AS nth, NOT EXISTS (
                                SELECT FROM run r WHERE r.task_id = m.id AND r.scheduled_for = m.nominal OFFSET 0)
                                AS pending
                        FROM task m
                        WHERE m.inserted >= greatest(span.first, $5::text::xid8) AND m.inserted <= span.last
                            AND (m.inserted, m.id, m.nominal) > ($5::text::xid8, $6, $7)
                            AND (m.shard = ANY($1::int4[]) AND m.due <= $3) IS TRUE AND m.state = 's'
                        ORDER BY m.inserted, m.id, m.nominal LIMIT $9) AS t
                    WHERE t.pending OR t.nth = $9
                    ORDER BY t.inserted, t.id, t.nominal
                    LIMIT $4) AS f
                UNION ALL
                SELECT f.* FROM span, LATERAL (
                    SELECT o.inserted, o.task_id, o.shard, t.version, o.scheduled_for, o.due, '0'::xid8, true, false
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
                fresh.id, fresh.shard, fresh.version, fresh.nominal, fresh.due, fresh.told::text::int8 AS told,
                fresh.pending, fresh.last
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
                        spans.texts(span -> Long.toString(span.last())),
                        Math.max(read.limit(), DueQuery.LOOKED_MAX))
                .map(rows -> page(rows, read.limit()));
    }

    private static NewPage page(RowSet<Row> rows, int limit) {
        List<Sighting> sightings = new ArrayList<>();
        SightingCursor reached = SightingCursor.START;
        boolean isEnd = rows.size() <= limit;
        for (Row row : rows) {
            if (row.getString("id") == null || sightings.size() == limit) {
                break;
            }
            Sighting sighting = sighting(row);
            reached = new SightingCursor(row.getLong("transaction"), sighting.id(), sighting.scheduledFor());
            if (row.getBoolean("pending")) {
                sightings.add(sighting);
            }
            if (row.getBoolean("last")) {
                isEnd = false;
                break;
            }
        }
        String until = rows.iterator().next().getString("until");
        return new NewPage(sightings, Snapshots.read(until), isEnd ? null : reached);
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
