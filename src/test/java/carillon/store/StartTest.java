package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.StoreMessage;
import carillon.postgres.EmbeddedPostgres;
import carillon.postgres.EmbeddedPostgresOptions;
import carillon.postgres.TestPostgres;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that is away, silent or slow when it is first asked. */
final class StartTest {

    private static final int ANSWER_MILLIS = 500;

    private final Vertx vertx = StoreRig.vertx();
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        StoreRig.await(vertx.close());
    }

    @Test
    void a_start_waits_for_a_database_that_comes_up_later(@TempDir Path folder) throws Exception {
        EmbeddedPostgres server = TestPostgres.start(folder, EmbeddedPostgresOptions.defaults());
        String url = server.url();
        int port = server.login().port();
        server.stop();
        CompletableFuture<StoreRig> starting = CompletableFuture.supplyAsync(() -> StoreRig.open(url));
        server = TestPostgres.start(folder, EmbeddedPostgresOptions.defaults().withPort(port));
        try (StoreRig rig = starting.join()) {
            rig.ask(new StoreMessage.Probe());
        } finally {
            server.stop();
        }
    }

    @Test
    void a_start_waits_for_a_server_that_is_slow_to_answer() {
        Promise<Void> open = Promise.promise();
        String url = through(TestPostgres.freshDatabase(), open.future());
        Future<String> starting = start(url, 20_000);
        vertx.setTimer(3 * ANSWER_MILLIS, passed -> open.complete());
        StoreRig.await(starting);
        assertTrue(open.future().isComplete());
    }

    @Test
    void a_start_gives_up_on_a_database_that_stays_away_and_says_what_to_do() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        BusFailure failure = assertThrows(
                BusFailure.class, () -> StoreRig.await(start("postgresql://u:p@127.0.0.1:" + port + "/d", 0)));
        assertEquals(FailureCode.UNAVAILABLE, failure.code());
        assertTrue(String.valueOf(failure.getMessage()).contains("database.url"), failure.getMessage());
    }

    @Test
    void a_start_gives_up_on_a_server_that_takes_connections_and_never_speaks() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            String url = "postgresql://u:p@127.0.0.1:" + silent.getLocalPort() + "/d";
            BusFailure failure = assertThrows(BusFailure.class, () -> StoreRig.await(start(url, 0)));
            assertEquals(FailureCode.UNAVAILABLE, failure.code());
            assertTrue(String.valueOf(failure.getMessage()).contains("database.url"), failure.getMessage());
            assertEquals(
                    FailureCode.UNAVAILABLE,
                    assertThrows(BusFailure.class, () -> StoreRig.await(Inspection.of(vertx, url, 7, ANSWER_MILLIS)))
                            .code());
            StoreRig.await(vertx.close());
        }
    }

    @ParameterizedTest
    @CsvSource({":[^:@/]+@, :wrong-password@, 28P01", "[^/]+$, nonesuch, 3D000"})
    void a_start_does_not_wait_for_a_database_that_refuses_the_login_and_says_what_to_do(
            String right, String wrong, String state) {
        String url = TestPostgres.freshDatabase().replaceFirst(right, wrong);
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> StoreRig.await(start(url, 20_000)));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith("SQLSTATE " + state), message);
        assertTrue(message.contains("; correct database.url (CARILLON_DATABASE_URL), or make"), message);
        assertFalse(message.contains("wrong-password"), message);
    }

    @Test
    void a_store_does_not_start_where_others_are_on_another_database() {
        String url = TestPostgres.freshDatabase();
        StoreRig.await(start(url, 0));
        StoreRig.await(start(url, 0));
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> StoreRig.await(start(TestPostgres.freshDatabase(), 0)));
        assertTrue(String.valueOf(refusal.getMessage()).contains("cluster.members"), refusal.getMessage());
    }

    @Test
    void a_connection_that_comes_after_it_was_given_up_is_not_lost_to_the_pool() {
        JsonObject given = new JsonObject().put("database.poolSize", 1).put("database.answerMillis", 2_000);
        Promise<Void> open = Promise.promise();
        Database database = new Database(
                vertx, StoreConfig.of(given.put("database.url", through(TestPostgres.freshDatabase(), open.future()))));
        assertThrows(BusFailure.class, () -> StoreRig.await(database.query("SELECT 1")));
        open.complete();
        assertEquals(1, StoreRig.await(database.query("SELECT 1")).size());
        StoreRig.await(database.close());
    }

    @Test
    void a_connection_to_a_server_that_fell_silent_makes_way_for_another() {
        JsonObject given = new JsonObject().put("database.poolSize", 1).put("database.answerMillis", ANSWER_MILLIS);
        String url = through(TestPostgres.freshDatabase(), Future.succeededFuture());
        Database database = new Database(vertx, StoreConfig.of(given.put("database.url", url)));
        assertEquals(1, StoreRig.await(database.query("SELECT 1")).size());
        sockets.forEach(NetSocket::pause);
        assertThrows(BusFailure.class, () -> StoreRig.await(database.query("SELECT 1")));
        StoreRig.await(answered(database));
        StoreRig.await(database.close());
    }

    /** Asks until there is an answer. */
    private static Future<RowSet<Row>> answered(Database database) {
        return database.query("SELECT 1").recover(failure -> answered(database));
    }

    private Future<String> start(String url, int startMillis) {
        JsonObject config = new JsonObject()
                .put("database.url", url)
                .put("database.answerMillis", ANSWER_MILLIS)
                .put("database.startMillis", startMillis);
        return vertx.deployVerticle(new StoreVerticle(), new DeploymentOptions().setConfig(config));
    }

    /** A way to the database that lets nothing through before it is opened. */
    private String through(String url, Future<Void> open) {
        URI to = URI.create(url);
        NetClient client = vertx.createNetClient();
        NetServer gate = vertx.createNetServer().connectHandler(in -> {
            sockets.add(in);
            in.pause();
            open.compose(opened -> client.connect(to.getPort(), to.getHost())).onSuccess(out -> join(in, out));
        });
        int port = StoreRig.await(gate.listen(0, "127.0.0.1")).actualPort();
        return url.replace(to.getHost() + ":" + to.getPort(), "127.0.0.1:" + port);
    }

    private static void join(NetSocket in, NetSocket out) {
        Future<Void> there = in.pipeTo(out);
        Future<Void> back = out.pipeTo(in);
        Future.all(there, back).onComplete(over -> {});
    }
}
