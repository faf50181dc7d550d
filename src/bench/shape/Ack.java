package shape;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;

/** The stored ack level of every shard: no task due before it is pending. */
final class Ack {
    private static final String STORE = """
            WITH held AS MATERIALIZED (
                SELECT shard FROM shard WHERE term = $1 ORDER BY shard FOR SHARE)
            UPDATE ack SET due = $2 FROM held WHERE ack.shard = held.shard
            """;

    private Ack() {}

    static Future<RowSet<Row>> store(Session session, OffsetDateTime due) {
        return session.send(STORE, Tuple.of(1L, due));
    }
}
