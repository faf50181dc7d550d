package carillon.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Work that nobody else may use some tables beside.
 *
 * <p>Whoever waits for such a lock has everybody wait who comes later, readers too. So this looks on until nobody holds
 * the tables for long, which is in nobody's way, and gives the work up if that does not come, or if the locks do not
 * come at once then.
 */
final class Lull {

    /**
     * For so long everybody waits with us at most until the locks are there; what is done under them comes on top, and
     * is bounded by whoever does it. What is looked for then is found by an index, also in a table of which the planner
     * knows nothing yet.
     */
    private static final String NO_LONG_WAIT = "SET LOCAL lock_timeout = '200ms'; SET LOCAL enable_seqscan = off";

    /** Transactions that hold any of the tables $1, of those that are named in $2 if that is not null. */
    private static final String HOLDERS = """
            SELECT coalesce(array_agg(DISTINCT l.virtualtransaction), '{}') AS holders FROM pg_locks l
            WHERE l.locktype = 'relation' AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND l.relation = ANY($1::text[]::regclass[]::oid[])
                AND ($2::text[] IS NULL OR l.virtualtransaction = ANY($2::text[]))
            """;

    private static final String PAUSE = "SELECT pg_sleep(0.05)";

    /** So often is looked, over a second: who still holds what he held at first holds it for long. */
    private static final int LOOKS_MAX = 20;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Lull() {}

    /**
     * Does work that locks tables, in a transaction of its own. Answers false if it was given up, with nothing done.
     *
     * @param tables whose holders are waited for
     */
    static Future<Boolean> use(
            SqlConnection connection, List<String> tables, Function<SqlConnection, Future<Void>> work) {
        return holders(connection, tables, null)
                .compose(first -> areGone(connection, tables, first, LOOKS_MAX))
                .compose(come -> come ? attempt(connection, work) : Future.succeededFuture(false));
    }

    private static Future<Boolean> attempt(SqlConnection connection, Function<SqlConnection, Future<Void>> work) {
        return Database.transaction(connection, ours -> ours.query(NO_LONG_WAIT)
                        .execute()
                        .compose(set -> work.apply(ours))
                        .map(true))
                .recover(failure -> isLate(failure) ? Future.succeededFuture(false) : Future.failedFuture(failure));
    }

    /** Whether a lock did not come in time. */
    static boolean isLate(Throwable failure) {
        return failure instanceof PgException refusal && LOCK_NOT_AVAILABLE.equals(refusal.getSqlState());
    }

    private static Future<Boolean> areGone(SqlConnection connection, List<String> tables, String[] holders, int looks) {
        if (holders.length == 0 || looks == 0) {
            return Future.succeededFuture(holders.length == 0);
        }
        return connection
                .query(PAUSE)
                .execute()
                .compose(passed -> holders(connection, tables, holders))
                .compose(still -> areGone(connection, tables, still, looks - 1));
    }

    private static Future<String[]> holders(SqlConnection connection, List<String> tables, String @Nullable [] among) {
        return Database.query(connection, HOLDERS, tables.toArray(String[]::new), among)
                .map(rows -> rows.iterator().next().getArrayOfStrings("holders"));
    }
}
