package carillon.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes the indexes of the label keys that the settings name, of the tasks that are there already too, and knows which
 * are ready. Until one is, lists by its key scan. An index stays when its key leaves the settings: nodes may differ.
 */
final class LabelIndexes {

    private static final Logger LOG = System.getLogger(LabelIndexes.class.getName());

    /** "carillol", the name of the lock of this work; of many nodes one does it. */
    private static final String TURN = "SELECT pg_try_advisory_lock(x'636172696c6c6f6c'::int8) AS mine";

    private static final String TURN_OVER = "SELECT pg_advisory_unlock(x'636172696c6c6f6c'::int8)";

    private static final String READY = "SELECT key FROM label_index WHERE ready";

    private static final String ENTER = """
            INSERT INTO label_index (key) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING
            """;

    private static final String MISSING = """
            SELECT key, number FROM label_index WHERE key = ANY($1::text[]) AND NOT ready ORDER BY number
            """;

    private static final String PARTITIONS_WITHOUT = """
            SELECT c.relname::text AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'task'::regclass AND NOT EXISTS (
                SELECT FROM pg_inherits p JOIN pg_index x ON x.indexrelid = p.inhrelid
                WHERE p.inhparent = $1::text::regclass AND x.indrelid = c.oid)
            ORDER BY c.relname
            """;

    private static final String NOTE_READY = "UPDATE label_index SET ready = true WHERE key = $1";

    private final Database database;
    private final List<String> wanted;
    private Set<String> ready = Set.of();

    LabelIndexes(Database database, List<String> wanted) {
        this.database = database;
        this.wanted = wanted;
    }

    /** Whether lists may go by the index of a key. */
    boolean isReady(String key) {
        return ready.contains(key);
    }

    /** Learns which are ready, and then makes what is missing unless another node is at it. */
    Future<Void> ensure() {
        return learn().compose(known -> known.containsAll(wanted)
                ? Future.succeededFuture()
                : database.unhurried(this::makeInTurn).compose(made -> learn()).mapEmpty());
    }

    /** Learns which are ready. */
    Future<Set<String>> learn() {
        return database.query(READY).map(rows -> {
            Set<String> keys = new HashSet<>();
            rows.forEach(row -> keys.add(row.getString("key")));
            ready = Set.copyOf(keys);
            return ready;
        });
    }

    private Future<Void> makeInTurn(SqlConnection connection) {
        return connection
                .query(TURN)
                .execute()
                .compose(rows -> rows.iterator().next().getBoolean("mine")
                        ? make(connection)
                                .eventually(() -> connection.query(TURN_OVER).execute())
                        : Future.succeededFuture());
    }

    private Future<Void> make(SqlConnection connection) {
        Object keys = wanted.toArray(String[]::new);
        return Database.query(connection, ENTER, keys)
                .compose(done -> Database.query(connection, MISSING, keys))
                .compose(rows -> each(rows, row -> make(connection, row.getString("key"), row.getInteger("number"))));
    }

    private static Future<Void> make(SqlConnection connection, String key, int number) {
        LOG.log(Level.INFO, "The index of the label {0} is being made; until it is ready, lists by it scan", key);
        return run(connection, LabelIndex.create(number, key))
                .compose(done -> Database.query(connection, PARTITIONS_WITHOUT, LabelIndex.name(number)))
                .compose(rows -> each(rows, row -> makePart(connection, key, number, row.getString("name"))))
                .compose(done -> Database.query(connection, NOTE_READY, key))
                .map(done -> {
                    LOG.log(Level.INFO, "The index of the label {0} is ready", key);
                    return null;
                });
    }

    private static Future<Void> makePart(SqlConnection connection, String key, int number, String partition) {
        return run(connection, LabelIndex.dropPart(number, partition))
                .compose(done -> run(connection, LabelIndex.createPart(number, key, partition)))
                .compose(done -> run(connection, LabelIndex.attachPart(number, partition)));
    }

    private static Future<Void> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute().mapEmpty();
    }

    private static Future<Void> each(RowSet<Row> rows, Function<Row, Future<Void>> work) {
        return each(rows.iterator(), work);
    }

    private static Future<Void> each(Iterator<Row> rows, Function<Row, Future<Void>> work) {
        return rows.hasNext() ? work.apply(rows.next()).compose(done -> each(rows, work)) : Future.succeededFuture();
    }
}
