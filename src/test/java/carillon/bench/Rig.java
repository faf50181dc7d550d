package carillon.bench;

import carillon.postgres.EmbeddedPostgres;
import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A database, a node in a process of its own, and what talks to both. */
final class Rig implements AutoCloseable {

    static final int CONNECTIONS = 64;

    private static final int READING_CONNECTIONS = 8;

    private static final Clock CLOCK = Clock.system();
    private static final long ANSWER_SECONDS_MAX = 120;
    private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(10);

    final Vertx vertx = Vertx.vertx();
    final EmbeddedPostgres database;
    final Process node;
    private final HttpClient client;
    /** For what is measured: it must not queue behind a load that is more than a node can take. */
    private final HttpClient reader;

    Rig(Path folder, int port) throws IOException, InterruptedException {
        this(folder, port, new JsonObject());
    }

    /** @param settings of the node, besides its verticles */
    Rig(Path folder, int port, JsonObject settings) throws IOException, InterruptedException {
        database = EmbeddedPostgres.start(folder);
        String config = settings.copy()
                .put("verticles", List.of("carillon.bench.NothingVerticle"))
                .encode();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java,
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "carillon.Launcher",
                "run",
                "carillon.Main",
                "-conf",
                config));
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("CARILLON_DATABASE_URL", database.url());
        node = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("node.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(node::destroyForcibly));
        client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(-1));
        reader = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(READING_CONNECTIONS));
        until(
                Duration.ofSeconds(60),
                () -> await(status("GET", "/health/ready", "").otherwise(0)) == 200);
    }

    /** Sends a request, and tells the status of its answer. */
    Future<Integer> status(String method, String path, String body) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.valueOf(method))
                .setURI(path)
                .putHeader("content-type", "application/json");
        return client.request(request).compose(open -> open.send(body)).compose(answer -> answer.body()
                .map(read -> answer.statusCode()));
    }

    /** What a path answers. */
    Future<JsonObject> read(String path) {
        return text(path).map(JsonObject::new);
    }

    Future<String> text(String path) {
        return reader.request(HttpMethod.GET, path)
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.body().map(body -> {
                    if (answer.statusCode() != 200) {
                        throw new IllegalStateException(path + " was answered by " + answer.statusCode() + " " + body);
                    }
                    return body.toString();
                }));
    }

    Future<Integer> create(JsonObject task) {
        return status("POST", "/tasks", task.encode());
    }

    /** The only row that a query answers. */
    Row row(String sql) {
        return await(PgConnection.connect(vertx, PgConnectOptions.fromUri(database.url()))
                .compose(connection -> connection.query(sql).execute().eventually(connection::close))
                .map(rows -> rows.iterator().next()));
    }

    /** Runs a statement, however long it takes. */
    void execute(String sql) {
        PgConnection connection = await(PgConnection.connect(vertx, PgConnectOptions.fromUri(database.url())));
        Future<?> done = connection.query(sql).execute().eventually(connection::close);
        until(STATEMENT_LIMIT, done::isComplete);
        await(done);
    }

    /** Lets time pass. */
    void pause(Duration time) {
        long end = CLOCK.nanoTime() + time.toNanos();
        until(time.plusSeconds(10), () -> CLOCK.nanoTime() - end >= 0);
    }

    /** How many occurrences have their outcome. */
    long outcomes() {
        return row("SELECT count(*) FROM run").getLong(0);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException("no answer", late);
        }
    }

    static void until(Duration limit, BooleanSupplier condition) {
        long start = CLOCK.nanoTime();
        while (!condition.getAsBoolean()) {
            if (CLOCK.nanoTime() - start > limit.toNanos()) {
                throw new IllegalStateException("not within " + limit);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    @Override
    public void close() {
        await(vertx.close());
        node.destroy();
        try {
            if (!node.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
                node.destroyForcibly();
            }
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
        database.stop();
    }
}
