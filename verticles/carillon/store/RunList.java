package carillon.store;

import carillon.message.AttemptView;
import carillon.message.RunView;
import carillon.message.StoreMessage.ListRuns;
import carillon.message.StoreMessage.RunPage;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists the occurrences of a task, newest first. The cursor is the nominal instant of the last one shown. */
final class RunList {

    private static final int LIMIT_MAX = 1_000;

    /** Occurrences that ended, and those that only have failed attempts behind them. */
    private static final String PAGE = """
            SELECT k.known, s.scheduled_for AS nominal, %s
            FROM (SELECT EXISTS (SELECT FROM task WHERE id = $1) AS known) AS k
            LEFT JOIN (
                (SELECT scheduled_for FROM run WHERE task_id = $1 AND scheduled_for < $2
                    ORDER BY scheduled_for DESC LIMIT $3)
                UNION
                (SELECT DISTINCT scheduled_for FROM attempt WHERE task_id = $1 AND scheduled_for < $2
                    ORDER BY scheduled_for DESC LIMIT $3)
                ORDER BY scheduled_for DESC LIMIT $3) AS s ON true
            LEFT JOIN run r ON r.task_id = $1 AND r.scheduled_for = s.scheduled_for
            ORDER BY s.scheduled_for DESC
            """.formatted(RunRow.COLUMNS);

    private static final String ATTEMPTS = """
            SELECT scheduled_for, attempt, term, started_at, finished_at, error FROM attempt
            WHERE task_id = $1 AND scheduled_for BETWEEN $2 AND $3
            ORDER BY scheduled_for, started_at, attempt
            """;

    private final Database database;

    RunList(Database database) {
        this.database = database;
    }

    Future<RunPage> list(ListRuns list) {
        OffsetDateTime before = Instants.of(Cursor.instant(list.cursor()));
        int limit = Math.clamp(list.limit(), 1, LIMIT_MAX);
        return database.query(PAGE, list.id(), before, limit).compose(rows -> {
            List<Row> occurrences = new ArrayList<>();
            boolean known = false;
            for (Row row : rows) {
                known = row.getBoolean("known");
                if (row.getOffsetDateTime("nominal") != null) {
                    occurrences.add(row);
                }
            }
            boolean exists = known || !occurrences.isEmpty();
            return views(list.id(), occurrences).map(views -> new RunPage(exists, views, next(views, limit)));
        });
    }

    private Future<List<RunView>> views(String id, List<Row> occurrences) {
        if (occurrences.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        OffsetDateTime newest = occurrences.get(0).getOffsetDateTime("nominal");
        OffsetDateTime oldest = occurrences.get(occurrences.size() - 1).getOffsetDateTime("nominal");
        return database.query(ATTEMPTS, id, oldest, newest).map(rows -> {
            Map<Long, List<AttemptView>> attempts = attempts(rows);
            return occurrences.stream().map(row -> view(row, attempts)).toList();
        });
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

    private static RunView view(Row row, Map<Long, List<AttemptView>> byNominal) {
        long nominal = Instants.millis(row.getOffsetDateTime("nominal"));
        List<AttemptView> failed = byNominal.getOrDefault(nominal, List.of());
        if (row.getString("outcome") != null) {
            return RunRow.view(row, failed);
        }
        AttemptView last = failed.get(failed.size() - 1);
        return new RunView(
                nominal,
                nominal,
                last.startedAt(),
                last.finishedAt(),
                last.attempt(),
                last.term(),
                null,
                null,
                last.error(),
                1,
                failed);
    }

    private static @Nullable String next(List<RunView> views, int limit) {
        return views.size() < limit
                ? null
                : Long.toString(
                        Objects.requireNonNull(views.get(views.size() - 1)).scheduledFor());
    }
}
