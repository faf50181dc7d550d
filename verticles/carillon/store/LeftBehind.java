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

    /**
     * Where everything was read there is none: a schedule's row that is settled moves on, and one beside it goes. What
     * is being written at this moment is not left behind, and an owner's statement must not meet ours crosswise.
     */
    private static final String BRING = """
            WITH scheduled AS (
                UPDATE task SET inserted = pg_current_xact_id()
                WHERE lot = 0 AND id IN (
                    SELECT t.id FROM task t JOIN ack a ON a.shard = t.shard AND t.due < a.done_before
                    WHERE t.lot = 0 AND t.recurs AND t.state = 's' FOR UPDATE OF t SKIP LOCKED)
                RETURNING id),
            beside AS (
                UPDATE occurrence o SET inserted = pg_current_xact_id()
                FROM (
                    SELECT e.task_id, e.scheduled_for FROM occurrence e
                        JOIN ack a ON a.shard = e.shard AND e.due < a.done_before
                    FOR UPDATE OF e SKIP LOCKED) AS left_behind
                WHERE o.task_id = left_behind.task_id AND o.scheduled_for = left_behind.scheduled_for
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
