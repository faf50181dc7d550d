package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The API that tests with the tag {@code contract} ask, which know nothing of it but its address.
 *
 * <p>By itself that is a node of their own. With {@code -Dcarillon.site=apart} it is the four verticles in four JVMs,
 * started once for all tests, and with {@code -Dcarillon.site=http://…} whatever is there, which takes requests without
 * a token and may send webhooks to this machine; it loses every task and every queue that it has.
 */
public final class Site implements AutoCloseable {

    private static final String GIVEN = System.getProperty("carillon.site", "");
    private static final String APART = "apart";

    private static @Nullable URI shared;

    private final Client client;
    private final Runnable end;

    private Site(Client client, Runnable end) {
        this.client = client;
        this.end = end;
    }

    /** One without a task and without a queue. */
    static Site open() {
        if (isGiven()) {
            Client client = new Client(given());
            return new Site(client, client::close);
        }
        LocalNode node = LocalNode.start(TestPostgres.freshDatabase());
        return new Site(node.client(), node::close);
    }

    /** Whether tests share an API that is not of their own making. */
    public static boolean isGiven() {
        return !GIVEN.isEmpty();
    }

    /** The address of the shared API, emptied. */
    public static synchronized URI given() {
        URI address = shared;
        if (address == null) {
            address = GIVEN.equals(APART) ? startApart() : URI.create(GIVEN);
            shared = address;
        }
        try (Client client = new Client(address)) {
            empty(client);
        }
        return address;
    }

    Client client() {
        return client;
    }

    @Override
    public void close() {
        end.run();
    }

    private static URI startApart() {
        try {
            // They end with this JVM.
            Apart apart =
                    new Apart(Files.createTempDirectory(Path.of("target"), "apart"), TestPostgres.freshDatabase());
            for (String verticle : new String[] {Apart.STORE, Apart.TIMER, Apart.DELIVERY}) {
                apart.start(verticle);
            }
            NodeProcess http = apart.start(Apart.HTTP);
            URI address = URI.create("http://127.0.0.1:" + apart.port());
            try (Client client = new Client(address)) {
                http.awaitReady(client);
            }
            return address;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void empty(Client client) {
        for (JsonArray page = tasks(client); !page.isEmpty(); page = tasks(client)) {
            page.forEach(task -> drop(client, "/tasks/" + ((JsonObject) task).getString("id") + "?purge=true"));
        }
        JsonArray queues = new JsonObject(client.get("/queues").body()).getJsonArray("queues");
        queues.forEach(queue -> drop(client, "/queues/" + ((JsonObject) queue).getString("name")));
    }

    private static JsonArray tasks(Client client) {
        return new JsonObject(client.get("/tasks?limit=1000").body()).getJsonArray("tasks");
    }

    private static void drop(Client client, String path) {
        assertEquals(204, client.delete(path).statusCode(), path);
    }
}
