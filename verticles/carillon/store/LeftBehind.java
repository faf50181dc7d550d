package carillon.store;

import carillon.task.Payload;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Has the safety read bring what became due while nobody could read its definition. Owners passed it over, and their
 * successors read no further back; a JVM that knows its time zone may have started since.
 *
 * <p>What this JVM cannot read either stays behind: an owner reads everything again from the instant of what is brought
 * on, which may be days.
 */
final class LeftBehind {

    private static final Logger LOG = System.getLogger(LeftBehind.class.getName());

    /** So many definitions are read within some milliseconds of the event loop. */
    static final int TASKS_AT_ONCE = 500;

    /** Where everything was read there is none: a schedule's row that is settled moves on, and one beside it goes. */
    private static final String FIND = """
            SELECT t.id, t.definition FROM task t
            WHERE t.id IN (
                SELECT s.id FROM task s JOIN ack a ON a.shard = s.shard AND s.due < a.done_before
                WHERE s.lot = 0 AND s.recurs AND s.state = 's' AND s.id > $1
                UNION
                SELECT e.task_id FROM occurrence e JOIN ack a ON a.shard = e.shard AND e.due < a.done_before
                WHERE e.task_id > $1
                ORDER BY id LIMIT $2)
            ORDER BY t.id
            """;

    /**
     * What is being written at this moment is not left behind, and an owner's statement must not meet ours crosswise.
     */
    private static final String BRING = """
            WITH scheduled AS (
                UPDATE task SET inserted = pg_current_xact_id()
                WHERE lot = 0 AND id IN (
                    SELECT t.id FROM task t JOIN ack a ON a.shard = t.shard AND t.due < a.done_before
                    WHERE t.id = ANY($1::text[]) AND t.lot = 0 AND t.recurs AND t.state = 's'
                    FOR UPDATE OF t SKIP LOCKED)
                RETURNING id),
            beside AS (
                UPDATE occurrence o SET inserted = pg_current_xact_id()
                FROM (
                    SELECT e.task_id, e.scheduled_for FROM occurrence e
                        JOIN ack a ON a.shard = e.shard AND e.due < a.done_before
                    WHERE e.task_id = ANY($1::text[])
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
        return bringBehind("", 0).map(brought -> {
            if (brought > 0) {
                LOG.log(
                        Level.INFO,
                        "{0} occurrences that nobody could read when they were due are tried again",
                        brought);
            }
            return null;
        });
    }

    /** Brings what tasks behind an id left; answers how much was brought with that. */
    private Future<Long> bringBehind(String id, long before) {
        return database.query(FIND, id, TASKS_AT_ONCE).compose(found -> {
            String last = id;
            List<String> readable = new ArrayList<>();
            for (Row row : found) {
                last = row.getString("id");
                if (Definitions.of(row.getString("definition"), Payload.NONE, null)
                                .definition()
                        != null) {
                    readable.add(last);
                }
            }
            String next = found.size() < TASKS_AT_ONCE ? null : last;
            return bring(readable)
                    .map(brought -> before + brought)
                    .compose(brought -> next == null ? Future.succeededFuture(brought) : bringBehind(next, brought));
        });
    }

    private Future<Long> bring(List<String> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture(0L)
                : database.query(BRING, (Object) ids.toArray(String[]::new))
                        .map(rows -> rows.iterator().next().getLong("brought"));
    }
}
