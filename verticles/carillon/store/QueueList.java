package carillon.store;

import carillon.message.QueuePage;
import carillon.message.QueueState;
import carillon.message.QueueView;
import carillon.message.StoreMessage.ListQueues;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Shows queues with what is pending in them. */
final class QueueList {

    static final int LIMIT_MAX = 100;
    /** A longer queue is counted up to here, */
    static final int DEPTH_MAX = 10_000;
    /** and in a list up to here, for each task that is counted is looked up. */
    static final int LISTED_DEPTH_MAX = 1_000;

    /**
     * The names in the index of lines, one probe a name, and those in the table. The recursion ends
     * with a NULL. Settled one-shots stay in the index for days: each queue is read from where its shard is done.
     */
    private static final String NAMES = """
            WITH RECURSIVE line AS (
                (SELECT t.queue AS name FROM task t WHERE t.state = 's' AND t.queue > $1 ORDER BY t.queue LIMIT 1)
                UNION ALL
                SELECT (SELECT t.queue FROM task t WHERE t.state = 's' AND t.queue > line.name
                    ORDER BY t.queue LIMIT 1)
                FROM line WHERE line.name IS NOT NULL),
            named AS (
                SELECT name FROM line WHERE name IS NOT NULL
                UNION
                SELECT name FROM queue WHERE name > $1)
            """;

    private static final String ONE = "WITH named AS (SELECT $1::text AS name) ";

    private static final String SHOW = """
            SELECT n.name, coalesce(q.settings, '{}') AS settings, coalesce(q.paused, false) AS paused,
                coalesce(q.longest, 0) AS longest, d.depth, d.oldest, clock_timestamp() AS now
            FROM named n LEFT JOIN queue q ON q.name = n.name
            LEFT JOIN LATERAL (
                SELECT a.done_before FROM task t JOIN ack a ON a.shard = t.shard
                WHERE t.queue = n.name AND t.state = 's' LIMIT 1) AS done ON true
            CROSS JOIN LATERAL (
                SELECT sum(line.depth)::int4 AS depth, min(line.oldest) AS oldest
                FROM generate_series(0, 2) AS p(priority)
                CROSS JOIN LATERAL (
                    SELECT count(*) AS depth, min(each.due) AS oldest FROM (
                        SELECT t.due FROM task t
                        WHERE t.queue = n.name AND t.priority = p.priority AND t.state = 's'
                            AND t.due >= done.done_before AND NOT EXISTS (
                            SELECT FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal OFFSET 0)
                        ORDER BY t.due LIMIT $2) AS each) AS line) AS d
            WHERE q.name IS NOT NULL OR d.depth > 0
            ORDER BY n.name LIMIT $3
            """;

    private final Database database;

    QueueList(Database database) {
        this.database = database;
    }

    Future<QueuePage> list(ListQueues list) {
        int limit = Math.clamp(list.limit(), 1, LIMIT_MAX);
        return database.query(NAMES + SHOW, list.after(), LISTED_DEPTH_MAX + 1, limit)
                .map(rows -> page(rows, LISTED_DEPTH_MAX));
    }

    Future<QueuePage> find(String name) {
        return database.query(ONE + SHOW, name, DEPTH_MAX + 1, 1).map(rows -> page(rows, DEPTH_MAX));
    }

    private static QueuePage page(RowSet<Row> rows, int depthMax) {
        List<QueueView> queues = new ArrayList<>();
        rows.forEach(row -> queues.add(view(row, depthMax)));
        return new QueuePage(queues);
    }

    private static QueueView view(Row row, int depthMax) {
        QueueState state = Queues.state(row);
        int depth = row.getInteger("depth");
        OffsetDateTime first = row.getOffsetDateTime("oldest");
        Long oldest = first == null ? null : Instants.millis(first);
        long now = Instants.millis(row.getOffsetDateTime("now"));
        return new QueueView(
                state.name(),
                state.settings(),
                state.paused(),
                Math.min(depth, depthMax),
                depth > depthMax,
                oldest,
                oldest == null ? 0 : Math.max(0, now - oldest));
    }
}
