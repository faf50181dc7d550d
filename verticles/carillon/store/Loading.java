package carillon.store;

import carillon.message.DueCursor;
import carillon.message.Pending;
import carillon.message.StoreMessage.DuePage;
import carillon.message.StoreMessage.ReadDue;
import carillon.task.Definition;
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

    private final DueQuery query;
    private final Definitions definitions;

    Loading(Database database, Definitions definitions) {
        query = new DueQuery(database);
        this.definitions = definitions;
    }

    Future<DuePage> read(ReadDue read) {
        return query.rows(read).compose(rows -> {
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
        boolean mayMiss = rows.columnsNames().contains("found");
        int all = 0;
        int inAll = 0;
        for (Row row : rows) {
            Pending each = pending(row, definitions);
            if (each != null) {
                pending.add(each);
            }
            all++;
            received.merge(row.getInteger("shard"), 1, Integer::sum);
            if (mayMiss) {
                found.put(row.getInteger("shard"), row.getInteger("found"));
                inAll = row.getInteger("in_all");
            }
        }
        boolean cut = inAll > all;
        List<Integer> complete = new ArrayList<>();
        for (DueCursor cursor : read.cursors()) {
            int came = received.getOrDefault(cursor.shard(), 0);
            int there = mayMiss ? found.getOrDefault(cursor.shard(), cut ? 1 : 0) : came;
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
