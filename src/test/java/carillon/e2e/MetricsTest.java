package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.postgres.TestPostgres;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node with settings of its own tells of itself; in a process of its own, whose metrics are nobody else's. */
class MetricsTest {

    private static final String HISTOGRAM =
            "carillon_lateness_seconds_bucket{queue=\"%s\",target=\"webhook\",le=\"0.3\"}";

    private static final int PORT = Ports.free();
    private static final Client client = new Client(PORT);
    private static final Receiver receiver = new Receiver();

    @TempDir
    private static Path folder;

    private static NodeProcess node;

    @BeforeAll
    static void start() {
        JsonObject settings = new JsonObject()
                .put("port", PORT)
                .put("database.url", TestPostgres.freshDatabase())
                .put("timer.latenessObjectiveMillis", 300);
        node = NodeProcess.start(folder.resolve("node.log"), settings, Map.of(), "run", "carillon.Main");
        node.awaitReady(client);
    }

    @AfterAll
    static void stop() {
        node.close();
        receiver.close();
        client.close();
    }

    @Test
    void the_objective_of_the_settings_is_told_and_tells_what_is_on_time() {
        int tasks = 5;
        for (int i = 0; i < tasks; i++) {
            create("task-" + i, new JsonObject().put("delay", "PT0.5S"));
        }
        assertEquals(202, client.post("/queues/mail/pause", "").statusCode());
        create("mailed", new JsonObject().put("delay", "PT0S").put("queue", "mail"));
        Waiting.until(
                () -> "later: " + client.get("/queues/mail").body(),
                () -> new JsonObject(client.get("/queues/mail").body()).getInteger("latenessMs") > 300);
        assertEquals(202, client.post("/queues/mail/resume", "").statusCode());
        client.awaitState("mailed", "succeeded");
        for (int i = 0; i < tasks; i++) {
            client.awaitState("task-" + i, "succeeded");
        }
        assertEquals(0.3, client.metric("carillon_lateness_objective_seconds"));
        assertEquals(1, client.metric("carillon_late_total{queue=\"mail\"}"));
        assertEquals(0, client.metric("carillon_on_time_total{queue=\"mail\"}"));
        assertEquals(0, client.metric(HISTOGRAM.formatted("mail")));
        double onTime = client.metric("carillon_on_time_total{queue=\"\"}");
        assertEquals(onTime, client.metric(HISTOGRAM.formatted("")));
        assertEquals(tasks, onTime + client.metric("carillon_late_total{queue=\"\"}"));
        assertTrue(client.get("/metrics").body().contains(HISTOGRAM.formatted("mail")));
    }

    @Test
    void the_lag_of_each_event_loop_is_measured() {
        Waiting.until(
                () -> loopsMeasured() + " of " + VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE,
                () -> loopsMeasured() == VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
    }

    private static long loopsMeasured() {
        return client.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("carillon_loop_lag_seconds_count{") && !line.endsWith(" 0"))
                .count();
    }

    private static void create(String id, JsonObject task) {
        client.create(task.put("id", id).put("action", receiver.action()));
    }
}
