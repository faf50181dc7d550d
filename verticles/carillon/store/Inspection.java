package carillon.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Looks a database over for what cannot be. It reads one snapshot and writes nothing, so that nodes may go on; it reads
 * all tasks and all history, which takes its time.
 */
public final class Inspection {

    private static final int SAMPLES = 5;

    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private final SqlConnection connection;
    private final List<Finding> findings = new ArrayList<>();

    private Inspection(SqlConnection connection) {
        this.connection = connection;
    }

    /**
     * Answers what was found, nothing for a database in order.
     *
     * @param url {@code postgresql://user:password@host/database}
     * @param retentionDays whole days that history is kept by the nodes of the database
     * @param answerMillis after which a server that says nothing at all is given up
     */
    public static Future<List<Finding>> of(Vertx vertx, String url, int retentionDays, long answerMillis) {
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1))
                .connectingTo(quiet(url))
                .withConnectHandler(Socket::welcome)
                .using(new ImpatientVertx(vertx, answerMillis))
                .build();
        return vertx.executeBlocking(Migration::all)
                .compose(known -> pool.getConnection()
                        .recover(failure -> Future.failedFuture(Failures.explain(failure)))
                        .compose(connection -> new Inspection(connection)
                                .inspect(Objects.requireNonNull(known), retentionDays)
                                .eventually(connection::close)))
                .eventually(pool::close);
    }

    private static PgConnectOptions quiet(String url) {
        PgConnectOptions options = PgConnectOptions.fromUri(url);
        Map<String, String> properties = new HashMap<>(options.getProperties());
        properties.put("application_name", "carillon check");
        properties.put("TimeZone", "UTC");
        properties.put("jit", "off");
        return options.setProperties(properties);
    }

    private Future<List<Finding>> inspect(List<Migration> known, int retentionDays) {
        return connection
                .query(BEGIN)
                .execute()
                .compose(begun -> connection
                        .query("SELECT to_regclass('migration') IS NOT NULL AS ours")
                        .execute())
                .compose(rows -> rows.iterator().next().getBoolean("ours")
                        ? inspectSchema(known)
                        : Future.failedFuture("there are no tables of Carillon in this database"))
                // Other tables than expected would only fail what follows.
                .compose(done -> findings.isEmpty() ? inspectRows(retentionDays) : Future.succeededFuture())
                .map(done -> findings);
    }

    private Future<Void> inspectSchema(List<Migration> known) {
        return connection.query(Migrations.APPLIED).execute().map(rows -> {
            SchemaBook.finding(rows, known).ifPresent(findings::add);
            return null;
        });
    }

    private Future<Void> inspectRows(int retentionDays) {
        Future<Void> done = Future.succeededFuture();
        for (Invariant invariant : Invariant.values()) {
            done = done.compose(before -> connection
                            .query(invariant.query(SAMPLES, retentionDays))
                            .execute())
                    .map(rows -> {
                        note(invariant, rows);
                        return null;
                    });
        }
        return done.compose(queried -> new TaskScrutiny(connection, SAMPLES).run())
                .map(found -> {
                    findings.addAll(found);
                    return null;
                });
    }

    private void note(Invariant invariant, RowSet<Row> rows) {
        List<String> samples = new ArrayList<>();
        long count = 0;
        for (Row row : rows) {
            samples.add(row.getString("what"));
            count = row.getLong("found");
        }
        if (count > 0) {
            findings.add(new Finding(invariant.breach(), count, samples, invariant.remedy()));
        }
    }
}
