package carillon.store;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tasks in the order of their ids: all of them, or those with one label that has an index. */
final class IdScan implements Scan {

    /**
     * The partitions' keys are merged: (id, lot) is read, and nothing else. The inner limit is all that is ever asked
     * for: behind one that it does not know the planner expects much, and makes a new plan each time, which takes four
     * times as long as to run it.
     */
    private static final String ALL = """
            SELECT id FROM (SELECT t.id FROM task t WHERE t.id > $1 ORDER BY t.id LIMIT %d) AS next LIMIT $2
            """.formatted(SIZE_MAX);

    private final Database database;
    private final String sql;
    private final Map<String, String> labels;

    private IdScan(Database database, String sql, Map<String, String> labels) {
        this.database = database;
        this.sql = sql;
        this.labels = labels;
    }

    static Scan all(Database database) {
        return new IdScan(database, ALL, Map.of());
    }

    /** Those whose label has a value; its key must have an index. */
    static Scan labelled(Database database, String key, String value) {
        return new IdScan(database, LabelIndex.scan(key), Map.of(key, value));
    }

    @Override
    public Future<Stretch> from(Cursor cursor, int size) {
        List<Object> parameters = new ArrayList<>(List.of(cursor.id(), size));
        parameters.addAll(labels.values());
        return database.query(sql, parameters.toArray()).map(found -> {
            List<Cursor> places = new ArrayList<>();
            found.forEach(row -> places.add(new Cursor(0, row.getString("id"))));
            return new Stretch(places, places.size(), places.size() < size ? null : places.getLast());
        });
    }

    @Override
    public String name() {
        return labels.isEmpty() ? "id" : "label";
    }

    @Override
    public Map<String, String> labels() {
        return labels;
    }
}
