package carillon.store;

import carillon.message.DueCursor;
import carillon.message.Pending;
import carillon.message.StoreMessage.DuePage;
import carillon.message.StoreMessage.ReadDue;
import carillon.task.Definition;
import carillon.task.Limits;
import carillon.task.Payload;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads pending occurrences in the order of their due instants, shard by shard behind a cursor. */
final class Loading {

    /** Rows of a shard that are read at once, to get behind many that cannot be read. */
    private static final int BEHIND_MAX = 1_000;

    /** Behind an id it makes the smallest text behind that id. */
    private static final String NEXT_ID = "\u0001";

    /**
     * The page of one shard is a range of one index; the row comparison is spelled out, because the planner would not
     * use the second half of it. OFFSET 0 keeps the look for a run a probe of one key of one partition: without it the
     * planner may hash the whole history. Occurrences beside the schedule are few, and join their task, behind
     * whose own row they stand; many of one task may share a due instant. Those that a schedule left there come however
     * late they are due, for others may have to wait for them.
     *
     * <p>A running sum cuts the page where its payloads grow too large; the first row always comes. found and in_all
     * say what there was before the cut.
     */
    private static final String READ = """
            WITH page AS MATERIALIZED (
                SELECT p.*, count(*) OVER (PARTITION BY p.shard) AS found, count(*) OVER () AS in_all,
                    sum(octet_length(p.payload))
                        OVER (ORDER BY p.due, p.id, p.extra, p.nominal ROWS UNBOUNDED PRECEDING)
                        - octet_length(p.payload) AS bytes_before
                FROM unnest($1::int4[], $2::timestamptz[], $3::text[], $4::timestamptz[], $5::bool[])
                    AS c(shard, due, id, beside, unsettled)
                CROSS JOIN LATERAL (
                    (SELECT t.id, t.shard, t.version, t.definition, coalesce(t.payload, '') AS payload,
                            coalesce(t.accepted_at, t.created_at) AS accepted_at,
                            t.nominal, t.due, t.attempts, false AS extra, t.inserted, t.fires, t.began,
                            false AS spawned, t.place, t.spent
                        FROM task t
                        WHERE t.shard = c.shard AND t.state = 's' AND t.due >= c.due AND t.due <= $6
                            AND (t.due > c.due OR t.id > c.id)
                            AND NOT (c.unsettled AND EXISTS (
                                SELECT FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal OFFSET 0))
                        ORDER BY t.due, t.id LIMIT $7)
                    UNION ALL
                    (SELECT t.id, t.shard, t.version, t.definition, coalesce(t.payload, ''),
                            coalesce(t.accepted_at, t.created_at),
                            o.scheduled_for, o.due, o.attempts, true, o.inserted, 0, NULL, o.spawned, t.place, o.spent
                        FROM occurrence o JOIN task t ON t.id = o.task_id
                        WHERE o.shard = c.shard AND o.due >= c.due AND (o.due <= $6 OR o.spawned)
                            AND (o.due > c.due OR o.task_id > c.id
                                OR o.task_id = c.id AND (c.beside IS NULL OR o.scheduled_for > c.beside))
                            AND NOT (o.spawned AND t.state = 'p')
                        ORDER BY o.due, o.task_id, o.scheduled_for LIMIT $7)
                    ORDER BY due, id, extra, nominal LIMIT $7) AS p)
            SELECT id, shard, version, definition, payload, accepted_at, nominal, due, attempts, extra,
                inserted::text::int8 AS transaction, fires, began, spawned, coalesce(place, 0) AS place, spent, found,
                in_all
            FROM page WHERE bytes_before < $8 ORDER BY due, id, extra, nominal
            """;

    private final Database database;
    private final Definitions definitions;

    Loading(Database database, Definitions definitions) {
        this.database = database;
        this.definitions = definitions;
    }

    Future<DuePage> read(ReadDue read) {
        Columns<DueCursor> cursors = new Columns<>(read.cursors());
        return database.query(
                        READ,
                        cursors.ints(DueCursor::shard),
                        cursors.instants(DueCursor::due),
                        cursors.texts(DueCursor::id),
                        cursors.instants(DueCursor::beside),
                        cursors.flags(DueCursor::unsettledOnly),
                        Instants.of(read.horizon()),
                        read.limitPerShard(),
                        Limits.PAGE_PAYLOAD_BYTES)
                .compose(rows -> {
                    DuePage page = page(read, rows);
                    List<DueCursor> behind = behindUnreadable(read, page, rows);
                    return behind.isEmpty()
                            ? Future.succeededFuture(page)
                            : read(new ReadDue(behind, read.horizon(), Math.min(2 * read.limitPerShard(), BEHIND_MAX)))
                                    .map(further -> joined(page, further));
                });
    }

    /** Where to go on in shards of which came nothing that can be read: their owner would ask for the same again. */
    private static List<DueCursor> behindUnreadable(ReadDue read, DuePage page, RowSet<Row> rows) {
        Map<Integer, Row> last = new HashMap<>();
        rows.forEach(row -> last.put(row.getInteger("shard"), row));
        last.keySet().removeAll(page.complete());
        page.pending().forEach(each -> last.remove(each.shard()));
        List<DueCursor> behind = new ArrayList<>();
        for (DueCursor cursor : read.cursors()) {
            Row row = last.get(cursor.shard());
            if (row != null) {
                long due = Instants.millis(row.getOffsetDateTime("due"));
                String next = row.getString("id") + NEXT_ID;
                if (due > cursor.due() || !next.equals(cursor.id())) {
                    behind.add(new DueCursor(cursor.shard(), due, next, null, cursor.unsettledOnly()));
                }
            }
        }
        return behind;
    }

    private static DuePage joined(DuePage page, DuePage further) {
        return new DuePage(
                Stream.concat(page.pending().stream(), further.pending().stream())
                        .toList(),
                Stream.concat(page.complete().stream(), further.complete().stream())
                        .toList());
    }

    private DuePage page(ReadDue read, RowSet<Row> rows) {
        List<Pending> pending = new ArrayList<>();
        Map<Integer, Integer> received = new HashMap<>();
        Map<Integer, Integer> found = new HashMap<>();
        int all = 0;
        int inAll = 0;
        for (Row row : rows) {
            Pending each = pending(row, definitions);
            if (each != null) {
                pending.add(each);
            }
            all++;
            received.merge(row.getInteger("shard"), 1, Integer::sum);
            found.put(row.getInteger("shard"), row.getInteger("found"));
            inAll = row.getInteger("in_all");
        }
        boolean cut = inAll > all;
        List<Integer> complete = new ArrayList<>();
        for (DueCursor cursor : read.cursors()) {
            int came = received.getOrDefault(cursor.shard(), 0);
            int there = found.getOrDefault(cursor.shard(), cut ? 1 : 0);
            if (came == there && there < read.limitPerShard()) {
                complete.add(cursor.shard());
            }
        }
        return new DuePage(pending, complete);
    }

    /** The occurrence of a row, or null if its task cannot be read. */
    static @Nullable Pending pending(Row row, Definitions definitions) {
        String id = row.getString("id");
        Payload payload = Definitions.payload(row.getBuffer("payload"));
        Definition definition = definitions.toUse(id, row.getString("definition"), payload);
        if (definition == null) {
            return null;
        }
        return new Pending(
                id,
                row.getInteger("shard"),
                row.getInteger("version"),
                definition,
                Instants.millis(row.getOffsetDateTime("accepted_at")),
                Instants.millis(row.getOffsetDateTime("nominal")),
                Instants.millis(row.getOffsetDateTime("due")),
                row.getInteger("attempts"),
                row.getBoolean("extra"),
                row.getLong("transaction"),
                row.getInteger("fires"),
                Instants.millisOrNull(row.getOffsetDateTime("began")),
                row.getBoolean("spawned"),
                row.getLong("place"),
                row.getInteger("spent"));
    }
}
