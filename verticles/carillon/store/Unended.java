package carillon.store;

import carillon.message.RunView;
import carillon.message.RunView.Stage;
import carillon.task.Definition;
import carillon.task.Payload;
import carillon.task.Schedule;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The occurrences of a task that have no outcome yet, as far as the database knows: the next one of its schedule, what
 * came due behind it, and those beside it.
 *
 * @param known whether there is such a task
 * @param queue its queue, or null
 */
record Unended(boolean known, List<RunView> runs, @Nullable String queue) {

    static final String PAUSED = "the task is paused";
    static final String BEHIND = "the occurrence before it has not ended";
    private static final String UNREADABLE = "the definition of the task cannot be read; the task says why";

    private static final String READ = """
            SELECT t.state::text AS state, t.nominal AS scheduled_for, t.due, t.attempts, t.spent, t.recurs, t.fires,
                t.definition, coalesce(t.accepted_at, t.created_at) AS accepted_at, false AS extra, t.queue
            FROM task t WHERE t.id = $1
            UNION ALL
            (SELECT CASE WHEN o.spawned AND t.state = 'p' THEN 'p' ELSE 's' END,
                    o.scheduled_for, o.due, o.attempts, o.spent, false, 0, '', o.due, true, NULL
                FROM occurrence o JOIN task t ON t.id = o.task_id WHERE o.task_id = $1 AND o.scheduled_for < $2
                ORDER BY o.scheduled_for DESC LIMIT $3)
            """;

    static Future<Unended> of(Database database, String id, long before, int limit, long now) {
        return database.query(READ, id, Instants.of(before), limit).map(rows -> {
            boolean known = false;
            String queue = null;
            List<RunView> runs = new ArrayList<>();
            for (Row row : rows) {
                known |= !row.getBoolean("extra");
                queue = row.getBoolean("extra") ? queue : row.getString("queue");
                switch (row.getString("state")) {
                    case RowState.SCHEDULED -> runs.addAll(scheduled(id, row, now));
                    case RowState.PAUSED -> runs.add(paused(id, row, now));
                    default -> {}
                }
            }
            runs.removeIf(run -> run.scheduledFor() >= before);
            return new Unended(known, runs, queue);
        });
    }

    private static List<RunView> scheduled(String id, Row row, long now) {
        boolean isDue = Instants.millis(row.getOffsetDateTime("due")) <= now;
        Stage stage = isDue
                ? Stage.DUE
                : row.getInteger("attempts") > row.getInteger("spent") ? Stage.RETRYING : Stage.UPCOMING;
        RunView run = RunRow.unended(row, stage);
        if (run.scheduledFor() > now || row.getBoolean("extra")) {
            return List.of(run);
        }
        Definition definition = definition(row);
        if (definition == null) {
            return List.of(isDue ? run.withStage(Stage.WAITING).withReason(UNREADABLE) : run);
        }
        boolean isLast = !row.getBoolean("recurs") || definition.recurrence().isExhausted(row.getInteger("fires") + 1);
        return isLast ? List.of(run) : behind(run, schedule(id, definition, row), now);
    }

    /** What came due meanwhile is one range, which grows until the occurrence ends: then its policies decide. */
    private static List<RunView> behind(RunView run, Schedule schedule, long now) {
        long next = schedule.next(run.scheduledFor());
        long due = schedule.due(next);
        if (due > now) {
            return List.of(run);
        }
        Range range = Range.of(schedule, next, now);
        RunView behind = RunView.unended(next, due, 0, Stage.WAITING).withReason(BEHIND);
        return List.of(run, behind.withRange(range.count(), range.last()));
    }

    private static Schedule schedule(String id, Definition definition, Row row) {
        return Schedule.of(id, definition, Instants.millis(row.getOffsetDateTime("accepted_at")));
    }

    private static @Nullable Definition definition(Row row) {
        return Definitions.of(row.getString("definition"), Payload.NONE, row.getString("queue"))
                .definition();
    }

    /** The instants that pass while a recurring task is paused are one range, which grows until it is resumed. */
    private static RunView paused(String id, Row row, long now) {
        RunView run = RunRow.unended(row, Stage.PAUSED).withReason(PAUSED);
        if (!row.getBoolean("recurs")) {
            return run;
        }
        Definition definition = definition(row);
        if (definition == null) {
            return run;
        }
        Range range = Range.of(schedule(id, definition, row), run.scheduledFor(), now);
        return range.count() == 0 ? run : run.withRange(range.count(), range.last());
    }
}
