package carillon.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks in the order of their ids: all of them, or those with one label that has an index. */
final class IdScan implements Scan {

    /** The partitions' keys are merged: (id, lot) is read, and nothing else. */
    private static final String ALL = "SELECT t.id FROM task t WHERE t.id > $1 ORDER BY t.id LIMIT $2";

    private final Database database;
    private final String sql;
    private final @Nullable String value;

    private IdScan(Database database, String sql, @Nullable String value) {
        this.database = database;
        this.sql = sql;
        this.value = value;
    }

    static Scan all(Database database) {
        return new IdScan(database, ALL, null);
    }

    /** Those whose label has a value; its key must have an index. */
    static Scan labelled(Database database, String key, String value) {
        return new IdScan(database, LabelIndex.scan(key), value);
    }

    @Override
    public Future<Stretch> from(Cursor cursor, int size) {
        Future<RowSet<Row>> rows =
                value == null ? database.query(sql, cursor.id(), size) : database.query(sql, cursor.id(), size, value);
        return rows.map(found -> {
            List<Cursor> places = new ArrayList<>();
            found.forEach(row -> places.add(new Cursor(0, row.getString("id"))));
            return new Stretch(places, places.size(), places.size() < size ? null : places.getLast());
        });
    }
}
