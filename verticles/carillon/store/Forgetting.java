package carillon.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * Forgets tasks that are over, some at a time. Their rows are locked by a first statement, and deleted by a second one,
 * which sees what was written before the lock: one statement alone would delete what was revived while it waited.
 */
final class Forgetting {

    private Forgetting() {}

    /**
     * Forgets until there is nothing left that nobody else has locked.
     *
     * @param lock answers the ids of tasks that ended before $1, so many as $2 says
     * @param forget deletes those of the ids $2 for which that still holds
     */
    static Future<Void> all(SqlConnection connection, int atOnce, String lock, String forget, long before) {
        return Database.transaction(connection, ours -> Database.query(ours, lock, Instants.of(before), atOnce)
                        .compose(rows -> {
                            List<String> ids = new ArrayList<>();
                            rows.forEach(row -> ids.add(row.getString("id")));
                            return ids.isEmpty()
                                    ? Future.succeededFuture(0)
                                    : Database.query(ours, forget, Instants.of(before), ids.toArray(String[]::new))
                                            .map(ids.size());
                        }))
                .compose(found ->
                        found < atOnce ? Future.succeededFuture() : all(connection, atOnce, lock, forget, before));
    }
}
