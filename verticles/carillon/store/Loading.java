package carillon.store;

import carillon.message.DueCursor;
import carillon.message.DuePage;
import carillon.message.Pending;
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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads pending occurrences in the order of their due instants, shard by shard behind a cursor. */
final class Loading {

    private final DueQuery query;
    private final Definitions definitions;

    Loading(Database database, Definitions definitions) {
        query = new DueQuery(database);
        this.definitions = definitions;
    }

    Future<DuePage> read(ReadDue read) {
        return query.rows(read).map(rows -> page(read, rows)).compose(page -> {
            List<DueCursor> stuck = read.goesOn() ? List.of() : stuck(read, page);
            return stuck.isEmpty()
                    ? Future.succeededFuture(page)
                    : read(new ReadDue(stuck, read.horizon(), read.limitPerShard(), false))
                            .map(further -> joined(page, further));
        });
    }

    /** Where to go on in shards of which nothing came: owners that do not, see {@link ReadDue#goesOn}, ask again. */
    private static List<DueCursor> stuck(ReadDue read, DuePage page) {
        Set<Integer> brought = page.pending().stream().map(Pending::shard).collect(Collectors.toSet());
        Set<Integer> unsettled = read.cursors().stream()
                .filter(DueCursor::unsettledOnly)
                .map(DueCursor::shard)
                .collect(Collectors.toSet());
        return page.reached().stream()
                .filter(reached -> !brought.contains(reached.shard()))
                .map(reached -> reached.withUnsettledOnly(unsettled.contains(reached.shard())))
                .toList();
    }

    private static DuePage joined(DuePage page, DuePage further) {
        return new DuePage(
                Stream.concat(page.pending().stream(), further.pending().stream())
                        .toList(),
                Stream.concat(page.complete().stream(), further.complete().stream())
                        .toList(),
                List.of());
    }

    private DuePage page(ReadDue read, RowSet<Row> rows) {
        boolean mayMiss = rows.columnsNames().contains("found");
        boolean isCut = mayMiss && rows.size() > 0 && rows.iterator().next().getInteger("in_all") > rows.size();
        Map<Integer, ShardRows> shards = new HashMap<>();
        read.cursors().forEach(cursor -> shards.put(cursor.shard(), new ShardRows(mayMiss)));
        List<Pending> pending = new ArrayList<>();
        for (Row row : rows) {
            ShardRows shard = Objects.requireNonNull(shards.get(row.getInteger("shard")));
            Pending each = shard.take(row) ? pending(row, definitions) : null;
            if (each != null) {
                pending.add(each);
            }
        }
        List<Integer> complete = new ArrayList<>();
        List<DueCursor> reached = new ArrayList<>();
        shards.forEach((number, shard) -> {
            DueCursor last = shard.reached();
            if (shard.isComplete(read.limitPerShard(), isCut)) {
                complete.add(number);
            } else if (last != null) {
                reached.add(last);
            }
        });
        return new DuePage(pending, complete, reached);
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
