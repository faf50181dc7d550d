package carillon.postgres;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;

/** Statements sent over a connection of their own, waited for. */
final class Sql {

    private static final long ANSWER_SECONDS_MAX = 60;

    private Sql() {}

    /** The first column of the rows that the statement answers. */
    static List<String> query(String url, String sql) {
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setPreferNativeTransport(true))
                .build();
        try {
            return PgConnection.connect(vertx, PgConnectOptions.fromUri(url))
                    .compose(connection -> connection.query(sql).execute().eventually(connection::close))
                    .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> String.valueOf(row.getValue(0)))
                            .toList())
                    .await(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("no answer to " + sql, late);
        } finally {
            vertx.close().await();
        }
    }
}
