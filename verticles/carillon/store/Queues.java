package carillon.store;

import carillon.json.QueueForm;
import carillon.message.QueueState;
import carillon.message.StoreMessage.QueuesRead;
import carillon.message.StoreMessage.WriteQueue;
import carillon.task.QueueSettings;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** Keeps what operators set of queues; written by the owner of a queue's shard only. */
final class Queues {

    static final String COLUMNS = "q.name, q.settings, q.paused, q.longest";

    private static final String READ =
            "SELECT " + COLUMNS + " FROM queue q WHERE q.shard = ANY($1::int4[]) ORDER BY q.name";

    private static final String WRITE = Fence.HELD + """
            , written AS (
                INSERT INTO queue (name, shard, settings, paused, longest)
                SELECT $3, held.shard, $4, $5, $6 FROM held WHERE held.term = $2
                ON CONFLICT (name) DO UPDATE
                    SET settings = excluded.settings, paused = excluded.paused, longest = excluded.longest)
            SELECT shard FROM held WHERE term = $2
            """;

    private static final String FORGET = Fence.HELD + """
            , gone AS (
                DELETE FROM queue q USING held WHERE held.term = $2 AND q.name = $3)
            SELECT shard FROM held WHERE term = $2
            """;

    private final Database database;

    Queues(Database database) {
        this.database = database;
    }

    Future<QueuesRead> read(List<Integer> shards) {
        return database.query(READ, (Object) shards.toArray(Integer[]::new)).map(rows -> {
            List<QueueState> queues = new ArrayList<>();
            rows.forEach(row -> queues.add(state(row)));
            return new QueuesRead(queues);
        });
    }

    /** Whether the term held. */
    Future<Boolean> write(WriteQueue write) {
        QueueState queue = write.queue();
        Integer[] shards = {write.shard()};
        boolean plain = queue.settings().equals(QueueSettings.NONE) && !queue.paused();
        return (plain
                        ? database.query(FORGET, shards, write.term(), queue.name())
                        : database.query(
                                WRITE,
                                shards,
                                write.term(),
                                queue.name(),
                                QueueForm.text(queue.settings()),
                                queue.paused(),
                                queue.longestMillis()))
                .map(rows -> rows.size() > 0);
    }

    static QueueState state(Row row) {
        return new QueueState(
                row.getString("name"),
                QueueForm.read(row.getString("settings")),
                row.getBoolean("paused"),
                row.getLong("longest"));
    }
}
