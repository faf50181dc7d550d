package carillon.store;

import carillon.message.AttemptView;
import carillon.message.RunPage;
import carillon.message.RunView;
import carillon.message.StoreMessage.ListRuns;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lists the occurrences of a task, newest first: those that are to come or under way, and those that ended. */
final class RunList {

    private static final int LIMIT_MAX = 1_000;

    private static final String ENDED = "SELECT " + RunRow.COLUMNS + """
            FROM run r WHERE r.task_id = $1 AND r.scheduled_for < $2 ORDER BY r.scheduled_for DESC LIMIT $3
            """;

    private static final String ATTEMPTS = """
            SELECT scheduled_for, attempt, term, started_at, finished_at, error FROM attempt
            WHERE task_id = $1 AND scheduled_for BETWEEN $2 AND $3
            ORDER BY scheduled_for, started_at, attempt
            """;

    private final Database database;
    private final Seal seal;
    private final LongSupplier now;

    RunList(Database database, Seal seal, LongSupplier now) {
        this.database = database;
        this.seal = seal;
        this.now = now;
    }

    Future<RunPage> list(ListRuns list) {
        String id = list.id();
        String name = "runs " + id;
        long before = seal.open(name, list.cursor(), Cursor.NEWEST).instant();
        int limit = Math.clamp(list.limit(), 1, LIMIT_MAX);
        return Unended.of(database, id, before, limit + 1, now.getAsLong())
                .compose(unended -> database.query(ENDED, id, Instants.of(before), limit + 1)
                        .map(rows -> merge(unended.runs(), rows))
                        .compose(runs -> page(id, unended, runs, limit, name)));
    }

    /** What has an outcome is over, whatever the task's row says. */
    private static List<RunView> merge(List<RunView> unended, RowSet<Row> ended) {
        Map<Long, RunView> byInstant = new HashMap<>();
        unended.forEach(run -> byInstant.put(run.scheduledFor(), run));
        for (Row row : ended) {
            RunView run = RunRow.view(row, List.of());
            byInstant.put(run.scheduledFor(), run);
        }
        return byInstant.values().stream()
                .sorted(Comparator.comparingLong(RunView::scheduledFor).reversed())
                .toList();
    }

    private Future<RunPage> page(String id, Unended unended, List<RunView> runs, int limit, String name) {
        List<RunView> shown = runs.subList(0, Math.min(limit, runs.size()));
        String cursor = runs.size() > limit
                ? seal.close(name, new Cursor(shown.getLast().scheduledFor(), ""))
                : null;
        boolean exists = unended.known() || !runs.isEmpty();
        return withAttempts(id, shown).map(views -> new RunPage(exists, views, cursor, unended.queue()));
    }

    private Future<List<RunView>> withAttempts(String id, List<RunView> runs) {
        if (runs.isEmpty()) {
            return Future.succeededFuture(runs);
        }
        OffsetDateTime newest = Instants.of(runs.getFirst().scheduledFor());
        OffsetDateTime oldest = Instants.of(runs.getLast().scheduledFor());
        return database.query(ATTEMPTS, id, oldest, newest).map(rows -> {
            Map<Long, List<AttemptView>> attempts = attempts(rows);
            return runs.stream()
                    .map(run -> withAttempts(run, attempts.get(run.scheduledFor())))
                    .toList();
        });
    }

    private static RunView withAttempts(RunView run, @Nullable List<AttemptView> attempts) {
        return attempts == null ? run : run.withFailedAttempts(attempts);
    }

    private static Map<Long, List<AttemptView>> attempts(RowSet<Row> rows) {
        Map<Long, List<AttemptView>> attempts = new HashMap<>();
        for (Row row : rows) {
            attempts.computeIfAbsent(Instants.millis(row.getOffsetDateTime("scheduled_for")), at -> new ArrayList<>())
                    .add(new AttemptView(
                            row.getInteger("attempt"),
                            row.getLong("term"),
                            Instants.millis(row.getOffsetDateTime("started_at")),
                            Instants.millis(row.getOffsetDateTime("finished_at")),
                            row.getString("error")));
        }
        return attempts;
    }
}
