package carillon.bench.cluster;

import carillon.trial.Waiting;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.stream.Stream;

/**
 * What the database has recorded of the tasks, by their numbers. Read past the API, which tells of one task at a time.
 */
final class Records {

    private static final int ROWS_AT_ONCE = 20_000;
    private static final String ALL = """
            SELECT task_id, term, outcome = 's',
                   coalesce(extract(epoch FROM started_at) * 1000, 0)::int8
              FROM run
            """;

    private static final String COUNT = "SELECT count(*) FROM run";

    private final long[] terms;
    private final long[] startedMillis;
    private final int[] outcomes;
    private final int[] successes;

    private Records(int tasks) {
        terms = new long[tasks];
        startedMillis = new long[tasks];
        outcomes = new int[tasks];
        successes = new int[tasks];
    }

    /** A row. */
    record Recorded(int task, long term, long startedMillis, boolean success) {

        static Recorded of(Row row) {
            return new Recorded(Tasks.number(row.getString(0)), row.getLong(1), row.getLong(3), row.getBoolean(2));
        }
    }

    static Records of(int tasks, Stream<Recorded> rows) {
        Records records = new Records(tasks);
        rows.forEach(records::note);
        return records;
    }

    /** Reads them. */
    static Records read(Vertx vertx, String databaseUrl, int tasks) {
        Records records = new Records(tasks);
        PgConnection connection = Waiting.get(PgConnection.connect(vertx, PgConnectOptions.fromUri(databaseUrl)));
        // A cursor lives in a transaction.
        Waiting.get(connection.begin());
        Cursor cursor = Waiting.get(connection.prepare(ALL)).cursor(Tuple.tuple());
        do {
            Waiting.get(cursor.read(ROWS_AT_ONCE)).forEach(row -> records.note(Recorded.of(row)));
        } while (cursor.hasMore());
        Waiting.get(connection.close());
        return records;
    }

    /** How many outcomes are recorded. */
    static long count(Vertx vertx, String databaseUrl) {
        return Waiting.get(PgConnection.connect(vertx, PgConnectOptions.fromUri(databaseUrl))
                .compose(connection -> connection.query(COUNT).execute().eventually(connection::close))
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    private void note(Recorded row) {
        terms[row.task] = row.term;
        startedMillis[row.task] = row.startedMillis;
        outcomes[row.task]++;
        successes[row.task] += row.success ? 1 : 0;
    }

    boolean isRecorded(int task) {
        return task < outcomes.length && outcomes[task] > 0;
    }

    boolean hasTwo(int task) {
        return outcomes[task] > 1;
    }

    boolean isSuccess(int task) {
        return successes[task] > 0;
    }

    /** Under which it was recorded. */
    long term(int task) {
        return terms[task];
    }

    /** When the attempt began that ended it. */
    long startedMillis(int task) {
        return startedMillis[task];
    }
}
