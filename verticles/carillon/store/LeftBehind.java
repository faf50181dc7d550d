package carillon.store;

import io.vertx.core.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Has the safety read bring what became due while nobody could read its definition. Owners passed it over, and their
 * successors read no further back; a JVM that knows its time zone may have started since.
 */
final class LeftBehind {

    private static final Logger LOG = System.getLogger(LeftBehind.class.getName());

    /** Where everything was read there is none: a schedule's row that is settled moves on, and one beside it goes. */
    private static final String BRING = """
            WITH scheduled AS (
                UPDATE task t SET inserted = pg_current_xact_id() FROM ack a
                WHERE t.lot = 0 AND t.recurs AND t.state = 's' AND t.shard = a.shard AND t.due < a.done_before
                RETURNING t.id),
            beside AS (
                UPDATE occurrence o SET inserted = pg_current_xact_id() FROM ack a
                WHERE o.shard = a.shard AND o.due < a.done_before
                RETURNING o.task_id)
            SELECT count(*) AS brought FROM (SELECT FROM scheduled UNION ALL SELECT FROM beside) AS each
            """;

    private final Database database;

    LeftBehind(Database database) {
        this.database = database;
    }

    Future<Void> bring() {
        return database.query(BRING).map(rows -> {
            long brought = rows.iterator().next().getLong("brought");
            if (brought > 0) {
                LOG.log(
                        Level.INFO,
                        "{0} occurrences that nobody could read when they were due are tried again",
                        brought);
            }
            return null;
        });
    }
}
