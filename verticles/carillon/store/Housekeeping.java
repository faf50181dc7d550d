package carillon.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Makes the partitions of the days to come, forgets the days gone by, and forgets holders long dead. Every step is a
 * transaction of its own under a lock that it does not wait for: of many nodes one does the work.
 */
final class Housekeeping {

    /** Partitions are there this many days before they are needed, in case nobody keeps house for a while. */
    private static final int DAYS_AHEAD = 2;

    /** "carillos", the name of the lock of this work. */
    private static final String TURN = "SELECT pg_try_advisory_xact_lock(x'636172696c6c6f73'::int8) AS mine";

    /** A lock on a whole table stops everyone behind it: better to try again than to wait for it. */
    private static final String NO_LONG_WAIT = "SET LOCAL lock_timeout = '2s'; SET LOCAL client_min_messages = warning";

    private static final List<String> HISTORY = List.of("run", "attempt");

    private final Database database;
    private final Leases leases;
    private final DatabaseTime time;
    private final Lots lots;
    private final int retentionDays;

    Housekeeping(Database database, Leases leases, DatabaseTime time, Lots lots, int retentionDays) {
        this.database = database;
        this.leases = leases;
        this.time = time;
        this.lots = lots;
        this.retentionDays = retentionDays;
    }

    /** One round. */
    Future<Void> round() {
        int today = Lots.day(time.latest());
        return inTurn(connection -> makeAhead(connection, today))
                .compose(done -> inTurn(connection -> dropTasks(connection, today)))
                .compose(done -> inTurn(connection -> dropHistory(connection, today)))
                .compose(done -> inTurn(connection ->
                        Retention.emptyDefaults(connection, TimeUnit.DAYS.toMillis(today - retentionDays))))
                .compose(done -> leases.forget())
                .compose(done -> database.with(connection -> Days.of(connection, "task")))
                .map(days -> {
                    lots.replace(days);
                    return null;
                });
    }

    private Future<Void> inTurn(Function<SqlConnection, Future<Void>> work) {
        return database.longTransaction(connection -> connection
                .query(TURN)
                .execute()
                .compose(rows -> rows.iterator().next().getBoolean("mine")
                        ? connection.query(NO_LONG_WAIT).execute().compose(set -> work.apply(connection))
                        : Future.succeededFuture()));
    }

    private static Future<Void> makeAhead(SqlConnection connection, int today) {
        Future<Void> made = Days.of(connection, "task")
                .compose(there -> each(missing(there, today), day -> Days.makeTasks(connection, day)));
        for (String table : HISTORY) {
            made = made.compose(done -> Days.of(connection, table))
                    .compose(there -> each(missing(there, today), day -> Days.makeHistory(connection, table, day)));
        }
        return made;
    }

    private static List<Integer> missing(Set<Integer> there, int today) {
        List<Integer> missing = new ArrayList<>();
        for (int day = today; day <= today + DAYS_AHEAD; day++) {
            if (!there.contains(day)) {
                missing.add(day);
            }
        }
        return missing;
    }

    private Future<Void> dropTasks(SqlConnection connection, int today) {
        return Days.of(connection, "task")
                .compose(days -> each(over(days, today), day -> Retention.dropTasks(connection, day)));
    }

    private Future<Void> dropHistory(SqlConnection connection, int today) {
        return Days.of(connection, "run")
                .compose(days -> each(over(days, today), day -> Retention.dropHistory(connection, day)))
                .compose(done -> Days.of(connection, "attempt"))
                .compose(days -> each(over(days, today), day -> Retention.dropAttempts(connection, day)));
    }

    private List<Integer> over(Set<Integer> days, int today) {
        return days.stream().filter(day -> day < today - retentionDays).toList();
    }

    private static Future<Void> each(List<Integer> days, Function<Integer, Future<Void>> work) {
        Future<Void> done = Future.succeededFuture();
        for (int day : days) {
            done = done.compose(before -> work.apply(day));
        }
        return done;
    }
}
