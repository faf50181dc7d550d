package carillon.bench.loads;

import carillon.postgres.EmbeddedPostgres;
import carillon.trial.EmptyFolder;
import carillon.trial.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL that is there for one load only, and nodes on it. Its data is deleted in the end; logs are kept. */
final class Stage implements AutoCloseable {

    /** One for who sends, one for who receives. */
    private static final int LOOPS = 2;

    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
    private final Path folder;
    private final Path data;
    private final EmbeddedPostgres database;

    Stage(Path folder) throws InterruptedException {
        this.folder = folder;
        data = folder.resolve("database");
        database = EmbeddedPostgres.start(data);
    }

    /** A node that is ready, with a probe in it. */
    Node node() throws IOException {
        return node(new JsonObject());
    }

    Node node(JsonObject settings) throws IOException {
        Node node = starting(settings, true);
        node.awaitReady();
        return node;
    }

    /** A node that may not be ready yet. */
    Node starting(JsonObject settings, boolean withProbe) throws IOException {
        return new Node(database.url(), folder.resolve("node.log"), settings, withProbe);
    }

    String databaseUrl() {
        return database.url();
    }

    long databasePid() {
        return database.pid();
    }

    PgConnection connect() {
        return Waiting.get(PgConnection.connect(vertx, PgConnectOptions.fromUri(database.url())));
    }

    /** The only row that a query answers. */
    Row row(String sql) {
        PgConnection connection = connect();
        return Waiting.get(connection.query(sql).execute().eventually(connection::close))
                .iterator()
                .next();
    }

    /** Runs a statement, however long it takes. */
    void execute(String sql) {
        PgConnection connection = connect();
        Future<?> done = connection.query(sql).execute().eventually(connection::close);
        Waiting.get(done);
    }

    /** How many occurrences have succeeded by the history. */
    long succeeded() {
        return row("SELECT count(*) FROM run WHERE outcome = 's'").getLong(0);
    }

    @Override
    public void close() {
        Waiting.get(vertx.close());
        database.stop();
        EmptyFolder.make(data);
    }
}
