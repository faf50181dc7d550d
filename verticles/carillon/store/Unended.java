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
 * The occurrences of a task that have no outcome yet, as far as the database knows: the next one of its schedule, and
 * those beside it.
 *
 * @param known whether there is such a task
 * @param queue its queue, or null
 */
record Unended(boolean known, List<RunView> runs, @Nullable String queue) {

    static final String PAUSED = "the task is paused";
    private static final String UNREADABLE = "the definition of the task cannot be read; the task says why";

    private static final String READ = """
            SELECT t.state::text AS state, t.nominal AS scheduled_for, t.due, t.attempts, t.spent, t.recurs,
                t.definition, coalesce(t.accepted_at, t.created_at) AS accepted_at, false AS extra, t.queue
            FROM task t WHERE t.id = $1
            UNION ALL
            (SELECT CASE WHEN o.spawned AND t.state = 'p' THEN 'p' ELSE 's' END,
                    o.scheduled_for, o.due, o.attempts, o.spent, false, '', o.due, true, NULL
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
                boolean shown = Instants.millis(row.getOffsetDateTime("scheduled_for")) < before;
                switch (row.getString("state")) {
                    case RowState.SCHEDULED -> add(runs, shown, scheduled(row, now));
                    case RowState.PAUSED -> add(runs, shown, paused(id, row, now));
                    default -> {}
                }
            }
            return new Unended(known, runs, queue);
        });
    }

    private static void add(List<RunView> runs, boolean shown, RunView run) {
        if (shown) {
            runs.add(run);
        }
    }

    private static RunView scheduled(Row row, long now) {
        boolean isDue = Instants.millis(row.getOffsetDateTime("due")) <= now;
        if (isDue && !row.getBoolean("extra") && definition(row) == null) {
            return RunRow.unended(row, Stage.WAITING).withReason(UNREADABLE);
        }
        Stage stage = isDue
                ? Stage.DUE
                : row.getInteger("attempts") > row.getInteger("spent") ? Stage.RETRYING : Stage.UPCOMING;
        return RunRow.unended(row, stage);
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
        Schedule schedule = Schedule.of(id, definition, Instants.millis(row.getOffsetDateTime("accepted_at")));
        Range range = Range.of(schedule, run.scheduledFor(), now);
        return range.count() == 0 ? run : run.withRange(range.count(), range.last());
    }
}
