package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.handler.Handlers;
import carillon.postgres.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody writes lines of his own into the log, or steers the terminal of who reads it. */
class LogInjectionTest {

    private static final String FORGED = "2030-01-01T00:00:00Z INFO carillon.audit {\"who\":\"root\"}";
    private static final String PAYLOAD = "x\r\n" + FORGED + "\u0085\u2028\u001b[2J\u202e\u0007";

    @Test
    void what_a_client_or_a_handler_says_stays_in_its_line() {
        try (LogLines log = new LogLines();
                LocalNode node = LocalNode.start(TestPostgres.freshDatabase())) {
            Client client = node.client();
            LocalNode.await(Handlers.register(node.vertx(), "fails", run -> Future.failedFuture(PAYLOAD)));
            client.create(new JsonObject()
                    .put("id", "t")
                    .put("delay", "PT0S")
                    .put("action", "fails")
                    .put("payload", PAYLOAD)
                    .put("retry", new JsonObject().put("maxAttempts", 1)));
            client.awaitState("t", "dead");
            assertFalse(client.get("/tasks/t/runs").body().contains("\u001b"));
            String encoded = "%0d%0a2030-01-01T00:00:00Z%20INFO%1b%5b2J";
            client.post("/tasks/t" + encoded + "/fire", "");
            client.post("/tasks/t/fire?" + encoded, "");
            client.post(
                    "/tasks",
                    new JsonObject().put("id", PAYLOAD).put(PAYLOAD, 1).encode());
            client.delete("/tasks/t");
            log.awaitLine("\"method\":\"DELETE\"");

            assertTrue(log.lines().size() > 3);
            for (String line : log.lines()) {
                assertEquals(line.length() - 1, line.indexOf('\n'), line);
                assertEquals(List.of(), steering(line), line);
                assertFalse(line.startsWith(FORGED), line);
            }
        }
    }

    private static List<Integer> steering(String line) {
        return line.substring(0, line.length() - 1)
                .chars()
                .filter(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)
                .boxed()
                .toList();
    }
}
