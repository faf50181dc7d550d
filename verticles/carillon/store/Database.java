package carillon.store;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bounded pool of connections to PostgreSQL. Every wait has an end, and every failure is one of {@link Failures}.
 *
 * <p>For use on the event loop it was made on.
 */
final class Database {

    /** Statements that may be kept prepared; there are about fifty. */
    private static final int STATEMENTS_KEPT_MAX = 256;

    private static final int STATEMENT_CHARS_MAX = 8_192;

    private final Pool pool;
    private final int waitersMax;
    private final long answerMillis;
    private final long silenceMillis;
    private int waiting;
    private int used;

    Database(Vertx vertx, StoreConfig config) {
        waitersMax = config.waitersMax();
        answerMillis = config.answerMillis();
        ImpatientVertx impatient = new ImpatientVertx(vertx, answerMillis);
        silenceMillis = impatient.silenceMillis();
        // The pool has a limit of its own, which fails a request twice, and for ever, if the pool is closed because
        // of it.
        PoolOptions options = new PoolOptions().setMaxSize(config.poolSize()).setConnectionTimeout(0);
        pool = PgBuilder.pool()
                .with(options)
                .connectingTo(connectOptions(config))
                .withConnectHandler(Socket::welcome)
                .using(impatient)
                .build();
    }

    private static PgConnectOptions connectOptions(StoreConfig config) {
        PgConnectOptions options = PgConnectOptions.fromUri(config.url())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(STATEMENTS_KEPT_MAX)
                .setPreparedStatementCacheSqlLimit(STATEMENT_CHARS_MAX);
        Map<String, String> properties = new HashMap<>(options.getProperties());
        properties.putIfAbsent("application_name", "carillon");
        properties.put("statement_timeout", Long.toString(config.answerMillis()));
        properties.put("lock_timeout", Long.toString(config.answerMillis() / 2));
        // The locks of a connection that was lost in silence end too: nobody waits for its answer by then.
        properties.put("idle_in_transaction_session_timeout", Long.toString(config.answerMillis()));
        properties.put("TimeZone", "UTC");
        // A plan over many partitions looks expensive enough to be compiled, which takes longer than to run it.
        properties.put("jit", "off");
        return options.setProperties(properties);
    }

    /** Runs one statement. */
    Future<RowSet<Row>> query(String sql, @Nullable Object... parameters) {
        return with(connection -> query(connection, sql, parameters));
    }

    /** Runs one statement on a connection. */
    static Future<RowSet<Row>> query(SqlConnection connection, String sql, @Nullable Object... parameters) {
        return connection.preparedQuery(sql).execute(Tuple.wrap(parameters));
    }

    /** Runs statements on one connection. */
    <T> Future<T> with(Function<SqlConnection, Future<T>> work) {
        return patiently(connection -> cutIfSilent(connection, attempt(connection, work)))
                .timeout(answerMillis, TimeUnit.MILLISECONDS)
                .recover(Database::explained);
    }

    /** A connection whose answer does not come would be lost to the pool, which could not even be closed. */
    private <T> Future<T> cutIfSilent(SqlConnection connection, Future<T> answer) {
        return answer.timeout(silenceMillis, TimeUnit.MILLISECONDS).onFailure(failure -> {
            if (!answer.isComplete()) {
                Socket.cut(connection);
            }
        });
    }

    /** Runs statements in one transaction, which is rolled back if any fails. */
    <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return with(connection -> transaction(connection, work));
    }

    /** A {@link #transaction} that may take as long as it takes. */
    <T> Future<T> longTransaction(Function<SqlConnection, Future<T>> work) {
        Function<SqlConnection, Future<T>> unhurried = connection -> connection
                .query("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
                .execute()
                .compose(done -> work.apply(connection));
        return patiently(connection -> transaction(connection, unhurried)).recover(Database::explained);
    }

    /** Runs statements, each a transaction of its own, that may take as long as they take. */
    <T> Future<T> unhurried(Function<SqlConnection, Future<T>> work) {
        return patiently(connection -> connection
                        .query("SET statement_timeout = 0; SET lock_timeout = 0; SET client_min_messages = warning")
                        .execute()
                        .compose(done -> attempt(connection, work))
                        .eventually(() -> connection
                                .query("RESET statement_timeout; RESET lock_timeout; RESET client_min_messages")
                                .execute()))
                .recover(Database::explained);
    }

    Future<Void> close() {
        return pool.close();
    }

    /** Connections that are in use. */
    int used() {
        return used;
    }

    /** Requests that wait for a connection. */
    int waiting() {
        return waiting;
    }

    private <T> Future<T> patiently(Function<SqlConnection, Future<T>> work) {
        if (waiting >= waitersMax) {
            return Future.failedFuture(
                    new BusFailure(FailureCode.BUSY, waitersMax + " requests wait for the database"));
        }
        return connection().compose(connection -> {
            used++;
            return attempt(connection, work).eventually(() -> {
                used--;
                return connection.close();
            });
        });
    }

    /** A connection that comes too late goes back at once. */
    private Future<SqlConnection> connection() {
        waiting++;
        Future<SqlConnection> wanted = pool.getConnection().onComplete(got -> waiting--);
        return wanted.timeout(answerMillis, TimeUnit.MILLISECONDS)
                .onFailure(over -> wanted.onSuccess(late -> late.close().onFailure(gone -> {})));
    }

    /** Runs statements on a connection in one transaction, which is rolled back if any fails. */
    static <T> Future<T> transaction(SqlConnection connection, Function<SqlConnection, Future<T>> work) {
        return connection.begin().compose(transaction -> attempt(connection, work)
                .compose(
                        result -> transaction.commit().map(result),
                        failure -> transaction.rollback().transform(over -> Future.failedFuture(failure))));
    }

    private static <T> Future<T> attempt(SqlConnection connection, Function<SqlConnection, Future<T>> work) {
        try {
            return work.apply(connection);
        } catch (RuntimeException fault) {
            return Future.failedFuture(fault);
        }
    }

    private static <T> Future<T> explained(Throwable failure) {
        return Future.failedFuture(Failures.explain(failure));
    }
}
