package carillon.store;

import carillon.json.QueueForm;
import carillon.message.QueueState;
import carillon.message.StoreMessage.QueuesRead;
import carillon.message.StoreMessage.WriteQueue;
import carillon.task.QueueSettings;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Keeps what operators set of queues; written by the owner of a queue's shard only. */
final class Queues {

    private static final Logger LOG = System.getLogger(Queues.class.getName());

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

    /**
     * The queue of a row with the columns {@link #COLUMNS}. Where its settings say more than is known here, the rest
     * holds; where they cannot be read, nothing of it starts. Neither keeps up another queue.
     */
    static QueueState state(Row row) {
        String name = row.getString("name");
        long longest = row.getLong("longest");
        try {
            return new QueueState(name, settings(name, row.getString("settings")), row.getBoolean("paused"), longest);
        } catch (IllegalArgumentException fault) {
            LOG.log(
                    Level.ERROR,
                    "nothing of the queue {0} starts, because its settings cannot be read: {1}; PUT them anew, and"
                            + " resume it then",
                    name,
                    fault.getMessage());
            return new QueueState(name, QueueSettings.NONE, true, longest);
        }
    }

    private static QueueSettings settings(String name, String text) {
        List<String> unknown = new ArrayList<>();
        QueueSettings settings = QueueForm.read(text, unknown::add);
        if (!unknown.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "the queue {0} has settings of a newer version, which do not hold here and are lost if it is"
                            + " changed here: {1}",
                    name,
                    unknown);
        }
        return settings;
    }
}
