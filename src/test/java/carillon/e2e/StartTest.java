package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.Bus;
import carillon.message.Protocols;
import carillon.postgres.TestPostgres;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that answers, holds every shard, and has a verticle of a user that takes its time to start. */
class StartTest {

    private static final int MILLIS_MAX = 30_000;

    private final int port = Ports.free();
    private final Vertx vertx = Vertx.vertx();
    private final Client client = new Client(port);
    private Future<String> node;

    /** Starts when it is let. */
    public static final class Slow extends VerticleBase {
        private static Promise<Void> let = Promise.promise();

        @Override
        public Future<?> start() {
            return let.future();
        }
    }

    @BeforeEach
    void start() {
        Slow.let = Promise.promise();
        Bus.install(vertx, Protocols.codec());
        JsonObject config = new JsonObject()
                .put("port", port)
                .put("database.url", TestPostgres.freshDatabase())
                .put("verticles", new JsonArray().add(Slow.class.getName()));
        node = vertx.deployVerticle("carillon.Main", new DeploymentOptions().setConfig(config));
        Waiting.until(() -> "all shards held", this::isHeld);
    }

    @AfterEach
    void stop() {
        client.close();
        LocalNode.await(vertx.close());
    }

    @Test
    void a_node_is_ready_once_all_of_it_is_there() {
        HttpResponse<String> early = client.get("/health/ready");
        assertEquals(503, early.statusCode(), early::body);
        assertTrue(early.body().contains("not ready: this node is still starting"), early::body);
        Slow.let.complete();
        LocalNode.await(node);
        Waiting.until(() -> client.get("/health/ready").body(), client::isReady);
    }

    @Test
    void a_node_that_is_told_to_stop_while_it_starts_takes_no_more_requests() {
        DeliveryOptions local = new DeliveryOptions().setLocalOnly(true).setSendTimeout(MILLIS_MAX);
        LocalNode.await(vertx.eventBus().request("carillon.drain", null, local));
        assertTrue(!answers("/health/live"), "it goes on answering");
    }

    private boolean isHeld() {
        return answers("/shards")
                && new JsonObject(client.get("/shards").body())
                        .getJsonArray("shards").stream()
                                .allMatch(shard -> ((JsonObject) shard).getString("owner") != null);
    }

    private boolean answers(String path) {
        try {
            return client.get(path).statusCode() == 200;
        } catch (IllegalStateException refused) {
            return false;
        }
    }
}
