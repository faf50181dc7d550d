package shape;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.ExecutionException;

/** One connection, with the waiting of a plain thread around it. */
final class Session implements AutoCloseable {
    private static final Vertx VERTX = Vertx.vertx();
    private final PgConnection connection;

    private Session(PgConnection connection) {
        this.connection = connection;
    }

    static Session open() {
        var options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(Integer.getInteger("port"))
                .setUser("shape")
                .setPassword(System.getProperty("password"))
                .setDatabase("postgres")
                .setCachePreparedStatements(true);
        return new Session(await(PgConnection.connect(VERTX, options)));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static void shutdown() {
        await(VERTX.close());
    }

    Future<RowSet<Row>> send(String sql, Tuple tuple) {
        return connection.preparedQuery(sql).execute(tuple);
    }

    RowSet<Row> query(String sql, Tuple tuple) {
        return await(send(sql, tuple));
    }

    /** Runs statements without parameters. */
    RowSet<Row> script(String sql) {
        return await(connection.query(sql).execute());
    }

    Row row(String sql) {
        return script(sql).iterator().next();
    }

    @Override
    public void close() {
        await(connection.close());
    }
}
