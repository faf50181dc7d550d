package carillon.store;

import carillon.json.DefinitionText;
import carillon.lease.Shards;
import carillon.task.Payload;
import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/** Looks at each task for what SQL cannot tell: whether it lies on its shard, and whether it can be read. */
final class TaskScrutiny {

    private static final int PAGE = 5_000;

    /** The key is what the shard is a hash of. */
    private static final String EACH = """
            SELECT r.*, (SELECT value::int4 FROM constant WHERE name = 'shardCount') AS shards
            FROM (
                SELECT coalesce(queue, id) AS key, id, shard, definition FROM task
                UNION ALL
                SELECT coalesce(t.queue, t.id), t.id, o.shard, NULL FROM occurrence o JOIN task t ON t.id = o.task_id
                UNION ALL
                SELECT name, 'queue ' || name, shard, NULL FROM queue) AS r
            """;

    private final SqlConnection connection;
    private final Place misplaced;
    private final Place unreadable;

    /** Where something is wrong: all counted, a few kept. */
    private static final class Place {

        private final int samplesMax;
        private final List<String> samples = new ArrayList<>();
        private long count;

        Place(int samplesMax) {
            this.samplesMax = samplesMax;
        }

        void add(String sample) {
            count++;
            if (samples.size() < samplesMax) {
                samples.add(sample);
            }
        }
    }

    /** @param connection in a transaction, which a cursor needs */
    TaskScrutiny(SqlConnection connection, int samplesMax) {
        this.connection = connection;
        misplaced = new Place(samplesMax);
        unreadable = new Place(samplesMax);
    }

    Future<List<Finding>> run() {
        return connection
                .prepare(EACH)
                .compose(statement -> pages(statement.cursor()))
                .map(done -> findings());
    }

    private Future<Void> pages(Cursor cursor) {
        return cursor.read(PAGE).compose(page -> {
            look(page);
            return cursor.hasMore() ? pages(cursor) : cursor.close();
        });
    }

    private void look(RowSet<Row> page) {
        for (Row row : page) {
            int shard = row.getInteger("shard");
            int right = Shards.of(row.getString("key"), row.getInteger("shards"));
            if (shard != right) {
                misplaced.add(row.getString("id") + " on shard " + shard + " instead of " + right);
            }
            String definition = row.getString("definition");
            if (definition != null) {
                read(row.getString("id"), definition);
            }
        }
    }

    private void read(String id, String definition) {
        try {
            DefinitionText.read(definition, Payload.NONE);
        } catch (IllegalArgumentException fault) {
            unreadable.add(id + ": " + fault.getMessage());
        }
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (misplaced.count > 0) {
            findings.add(new Finding(
                    "tasks or occurrences do not lie on the shard that is theirs",
                    misplaced.count,
                    misplaced.samples,
                    "changes of them are refused: stop all nodes, and UPDATE their shard to the one named"));
        }
        if (unreadable.count > 0) {
            findings.add(new Finding(
                    "definitions cannot be read",
                    unreadable.count,
                    unreadable.samples,
                    "they never fire: PUT the task anew, or bring back its row from a backup"));
        }
        return findings;
    }
}
