package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.postgres.EmbeddedPostgres;
import carillon.postgres.EmbeddedPostgresOptions;
import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageTest {

    private static final int TASKS = 50;

    @Test
    void while_the_database_is_gone_creations_are_503_and_afterwards_nothing_is_lost(@TempDir Path folder) {
        EmbeddedPostgresOptions options = EmbeddedPostgresOptions.defaults().withPort(Ports.free());
        EmbeddedPostgres database = TestPostgres.start(folder, options);
        try (Receiver receiver = new Receiver();
                LocalNode node = LocalNode.start(database.url())) {
            Client client = node.client();
            List<String> accepted = new ArrayList<>();
            // Some fire before the database ends, some while it is gone, some afterwards.
            for (int i = 0; i < TASKS; i++) {
                accepted.add(create(client, receiver, "PT" + i / 10.0 + "S"));
            }
            client.create(
                    new JsonObject().put("id", "rhythm").put("every", "PT1S").put("action", receiver.action()));
            receiver.awaitArrivals("rhythm", 1);

            database.stop();
            HttpResponse<String> refused =
                    client.post("/tasks", task(receiver, "PT0S").encode());
            assertEquals(503, refused.statusCode(), refused::body);
            assertTrue(
                    Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()) > 0);
            Waiting.until(() -> "not ready", () -> client.get("/health/ready").statusCode() == 503);
            assertEquals(200, client.get("/health/live").statusCode());

            database = TestPostgres.start(folder, options);
            Waiting.until(() -> "ready again", client::isReady);
            accepted.add(create(client, receiver, "PT0S"));
            int arrived = receiver.of("rhythm").size();
            receiver.awaitArrivals("rhythm", arrived + 2);
            for (String id : accepted) {
                client.awaitState(id, "succeeded");
                assertTrue(!receiver.of(id).isEmpty(), id);
                assertEquals(1, client.runs(id).size(), id);
            }
        } finally {
            database.stop();
        }
    }

    @Test
    void a_node_stops_while_the_database_is_gone(@TempDir Path folder) {
        EmbeddedPostgres database =
                TestPostgres.start(folder, EmbeddedPostgresOptions.defaults().withPort(Ports.free()));
        JsonObject settings = new JsonObject().put("database.url", database.url());
        try (LogLines log = new LogLines()) {
            try (LocalNode node = LocalNode.start(settings, new String[0])) {
                assertTrue(node.client().isReady());
                database.stop();
            }
            log.awaitLine("the store did not carry Leave out");
        } finally {
            database.stop();
        }
    }

    private static String create(Client client, Receiver receiver, String delay) {
        return client.create(task(receiver, delay)).getString("id");
    }

    private static JsonObject task(Receiver receiver, String delay) {
        return new JsonObject().put("delay", delay).put("action", receiver.action());
    }
}
