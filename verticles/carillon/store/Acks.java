package carillon.store;

import carillon.message.AckLevel;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Stores how far shards are done. */
final class Acks {

    private static final String STORE = Fence.HELD + """
            UPDATE ack a SET done_before = g.done_before, seen = g.seen::pg_snapshot
            FROM unnest($1::int4[], $2::int8[], $3::timestamptz[], $4::text[]) AS g(shard, term, done_before, seen)
                JOIN held ON held.shard = g.shard AND held.term = g.term
            WHERE a.shard = g.shard
            RETURNING a.shard
            """;

    private final Database database;

    Acks(Database database) {
        this.database = database;
    }

    /** Tells the shards whose terms were over, and of which nothing was stored. */
    Future<List<Integer>> store(List<AckLevel> levels) {
        Columns<AckLevel> columns = new Columns<>(levels);
        return database.query(
                        STORE,
                        columns.ints(AckLevel::shard),
                        columns.longs(AckLevel::term),
                        columns.instants(AckLevel::doneBefore),
                        columns.texts(level -> Snapshots.write(level.seen())))
                .map(rows -> {
                    Set<Integer> stored = new HashSet<>();
                    rows.forEach(row -> stored.add(row.getInteger("shard")));
                    return levels.stream()
                            .map(AckLevel::shard)
                            .filter(shard -> !stored.contains(shard))
                            .toList();
                });
    }
}
