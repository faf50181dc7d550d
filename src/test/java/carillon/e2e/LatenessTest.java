package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.handler.Handlers;
import carillon.postgres.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How late tasks may start, as a user meets it. */
class LatenessTest {

    private static final String EXCEEDED = "carillon_max_lateness_exceeded_total";

    private final LocalNode node = LocalNode.start(TestPostgres.freshDatabase());
    private final Client client = node.client();
    private final Set<String> called = ConcurrentHashMap.newKeySet();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void what_waits_for_its_handler_for_too_long_is_skipped_or_dead_and_says_why() {
        client.create(task("skipped", "PT0.5S", "skip"));
        client.create(task("dead", "PT0.5S", "dead"));
        JsonObject created = client.create(task("late", "PT0.01S", null));
        assertEquals("run", created.getString("whenLate"));
        client.awaitState("skipped", "finished");
        client.awaitState("dead", "dead");
        for (String id : Set.of("skipped", "dead")) {
            JsonObject run = client.task(id).getJsonObject("lastRun");
            assertEquals(id, run.getString("outcome"));
            assertTrue(
                    run.getString("reason").matches("PT[\\d.]+S late, more than its maxLateness PT0.5S"), run::encode);
            assertEquals(0, run.getInteger("attempt"));
            assertNull(run.getString("startedAt"));
            assertEquals(1, client.runs(id).size());
        }
        register();
        client.awaitState("late", "succeeded");
        assertEquals(Set.of("late"), called);
        assertEquals(1, client.metric(EXCEEDED + "{outcome=\"skipped\",queue=\"\"}"));
        assertEquals(1, client.metric(EXCEEDED + "{outcome=\"dead\",queue=\"\"}"));
        assertEquals(1, client.metric(EXCEEDED + "{outcome=\"started\",queue=\"\"}"));
        assertTrue(client.metric("carillon_late_total") >= 2);

        String due = client.runs("dead").getFirst().getString("scheduledFor");
        assertEquals(
                202, client.post("/tasks/dead/fire?scheduledFor=" + due, "").statusCode());
        client.awaitState("dead", "succeeded");
    }

    @Test
    void a_queue_says_it_for_its_tasks_and_waiting_for_a_turn_counts() {
        register();
        JsonObject settings = new JsonObject().put("maxLateness", "PT0.5S").put("whenLate", "dead");
        assertEquals(200, client.send("PUT", "/queues/mail", settings.encode()).statusCode());
        JsonObject queue = new JsonObject(client.get("/queues/mail").body());
        assertEquals("PT0.5S", queue.getString("maxLateness"));
        assertEquals("dead", queue.getString("whenLate"));
        assertEquals(202, client.post("/queues/mail/pause", "").statusCode());
        client.create(task("patient", "PT1H", "skip").put("queue", "mail"));
        JsonObject plain = task("plain", "PT1H", "skip").put("queue", "mail");
        plain.remove("maxLateness");
        plain.remove("whenLate");
        assertNull(client.create(plain).getString("maxLateness"));
        Waiting.until(
                () -> "late: " + client.get("/queues/mail").body(),
                () -> new JsonObject(client.get("/queues/mail").body()).getInteger("latenessMs") > 1_000);
        assertEquals(202, client.post("/queues/mail/resume", "").statusCode());
        client.awaitState("plain", "dead");
        client.awaitState("patient", "succeeded");
        assertEquals(Set.of("patient"), called);
        assertEquals(1, client.metric("carillon_lateness_seconds_count{queue=\"mail\",target=\"handler\"}"));
        String within = "carillon_lateness_seconds_bucket{queue=\"mail\",target=\"handler\",le=";
        assertEquals(0, client.metric(within + "\"1.0\"}"));
        assertEquals(1, client.metric(within + "\"+Inf\"}"));
        assertEquals(1, client.metric(EXCEEDED + "{outcome=\"dead\",queue=\"mail\"}"));
        assertEquals(2, client.metric("carillon_late_total{queue=\"mail\"}"));
        assertEquals(0, client.metric("carillon_on_time_total{queue=\"mail\"}"));
        assertEquals(1, client.metric("carillon_lateness_objective_seconds"));
    }

    @Test
    void what_is_fired_by_hand_in_a_pause_is_due_then() {
        register();
        client.create(task("paused", "PT0.01S", "skip").put("enabled", false));
        assertEquals("paused", client.task("paused").getString("state"));
        assertEquals(202, client.post("/tasks/paused/fire", "").statusCode());
        client.awaitState("paused", "succeeded");
    }

    private void register() {
        LocalNode.await(Handlers.register(node.vertx(), "work", run -> {
            called.add(run.taskId());
            return Future.succeededFuture();
        }));
    }

    private static JsonObject task(String id, String maxLateness, @Nullable String whenLate) {
        JsonObject task = new JsonObject()
                .put("id", id)
                .put("delay", "PT0S")
                .put("action", "work")
                .put("maxLateness", maxLateness);
        return whenLate == null ? task : task.put("whenLate", whenLate);
    }
}
