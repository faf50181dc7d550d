package carillon.e2e;

import carillon.bus.Bus;
import carillon.message.Protocols;
import carillon.message.StoreMessage;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A whole node in the JVM of the test. */
public final class LocalNode implements AutoCloseable {

    private static final long MILLIS_MAX = 30_000;

    private final Vertx vertx = Vertx.vertx();
    private final Client client;

    private LocalNode(Client client) {
        this.client = client;
    }

    /** Starts one on a free port, with verticles of a user beside its own. */
    public static LocalNode start(String databaseUrl, String... verticles) {
        return start(
                new JsonObject().put("database.url", databaseUrl).put("verticles", new JsonArray(List.of(verticles))),
                new String[0]);
    }

    /**
     * Starts one on a free port.
     *
     * @param settings besides the port
     * @param headers that its client sends with each request, names and values in turn
     */
    public static LocalNode start(JsonObject settings, String[] headers) {
        int port = Ports.free();
        LocalNode node = new LocalNode(new Client(port, headers));
        Bus.install(node.vertx, Protocols.codec());
        JsonObject config = settings.copy().put("port", port).put("database.answerMillis", 3_000);
        await(node.vertx.deployVerticle("carillon.Main", new DeploymentOptions().setConfig(config)));
        Waiting.until(() -> "ready", node.client::isReady);
        return node;
    }

    public Client client() {
        return client;
    }

    public Vertx vertx() {
        return vertx;
    }

    /** The secrets that sign webhooks, in base64. */
    public List<String> webhookSecrets() {
        return await(new Bus(vertx).request(StoreMessage.ADDRESS, new StoreMessage.AskConstants(), MILLIS_MAX))
                .webhookSecrets();
    }

    @Override
    public void close() {
        client.close();
        DeliveryOptions local = new DeliveryOptions().setLocalOnly(true).setSendTimeout(MILLIS_MAX);
        await(vertx.eventBus().request("carillon.drain", null, local));
        await(vertx.close());
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.await(MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("no answer", late);
        }
    }
}
