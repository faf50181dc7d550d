package carillon.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the partitions of the days to come, has the days gone by forgotten, and forgets holders long dead. Under a lock
 * that is not waited for: of many nodes one does the work.
 */
final class Housekeeping {

    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());

    /** Partitions are there this many days before they are needed, in case nobody keeps house for a while. */
    private static final int DAYS_AHEAD = 2;

    /** "carillos", the name of the lock of this work. */
    private static final String TURN = "SELECT pg_try_advisory_lock(x'636172696c6c6f73'::int8) AS mine";

    /** A turn ends too with a connection that was lost in silence: there are no pauses between our statements. */
    private static final String NO_SILENCE = "SET idle_session_timeout = '60s'";

    private static final String TURN_OVER =
            "SELECT pg_advisory_unlock(x'636172696c6c6f73'::int8); RESET idle_session_timeout";

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

    /** What must be done before tasks are accepted. */
    Future<Void> begin() {
        int today = Lots.day(time.latest());
        return inTurn(connection -> makeAhead(connection, today)).compose(done -> learnLots());
    }

    /** One round. */
    Future<Void> round() {
        int today = Lots.day(time.latest());
        return inTurn(connection -> makeAhead(connection, today)
                        .compose(done -> new Retention(connection, today - retentionDays).run()))
                .compose(done -> leases.forget())
                .compose(done -> learnLots());
    }

    private Future<Void> learnLots() {
        return database.with(connection -> Days.of(connection, "task")).map(days -> {
            lots.replace(days);
            return null;
        });
    }

    private Future<Void> inTurn(Function<SqlConnection, Future<Void>> work) {
        return database.unhurried(connection -> connection
                .query(TURN)
                .execute()
                .compose(rows -> rows.iterator().next().getBoolean("mine")
                        ? connection
                                .query(NO_SILENCE)
                                .execute()
                                .compose(set -> work.apply(connection))
                                .eventually(() -> connection.query(TURN_OVER).execute())
                        : Future.succeededFuture()));
    }

    private static Future<Void> makeAhead(SqlConnection connection, int today) {
        Future<Void> made = each(connection, "task", today, List.of(), Days::makeTasks);
        for (String table : HISTORY) {
            made = made.compose(done -> each(
                    connection,
                    table,
                    today,
                    List.of(table + "_default"),
                    (ours, day) -> Days.makeHistory(ours, table, day)));
        }
        return made;
    }

    /** Makes what is missing of a table. Without it its rows go where those of no day are. */
    private static Future<Void> each(
            SqlConnection connection,
            String table,
            int today,
            List<String> locked,
            BiFunction<SqlConnection, Integer, Future<Void>> make) {
        return Days.of(connection, table).compose(there -> {
            Future<Void> made = Future.succeededFuture();
            for (int day : missing(there, today)) {
                made = made.compose(before -> Lull.use(connection, locked, ours -> make.apply(ours, day)))
                        .map(done -> note(done, table, day));
            }
            return made;
        });
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

    private static @Nullable Void note(boolean done, String table, int day) {
        if (!done) {
            LOG.log(
                    Level.INFO,
                    "{0} of {1} gets its partition in the next round: transactions that use the table take long",
                    table,
                    LocalDate.ofEpochDay(day));
        }
        return null;
    }
}
