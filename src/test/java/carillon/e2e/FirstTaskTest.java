package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.postgres.TestPostgres;
import io.netty.channel.EventLoop;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.deployment.DeploymentContext;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sample.DataSyncVerticle;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstTaskTest {

    private static final String FIRST =
            "{\"id\":\"task001\",\"cron\":\"0/30 * * * * ?\",\"action\":\"dataSync\",\"enabled\":true}";

    private final LocalNode node = LocalNode.start(TestPostgres.freshDatabase(), "sample.DataSyncVerticle");
    private final Client client = node.client();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void the_first_task_is_created_read_listed_replaced_and_cancelled() {
        HttpResponse<String> created = client.post("/tasks", FIRST);
        assertEquals(201, created.statusCode(), created::body);
        assertEquals("/tasks/task001", created.headers().firstValue("Location").orElseThrow());
        JsonObject task = client.task("task001");
        assertEquals("quartz", task.getString("dialect"));
        assertEquals("scheduled", task.getString("state"));
        long nextFireAt = Instant.parse(task.getString("nextFireAt")).getEpochSecond();
        assertEquals(0, nextFireAt % 30);
        assertEquals(200, client.post("/tasks", FIRST).statusCode());
        assertTrue(client.get("/tasks").body().contains("\"task001\""));

        HttpResponse<String> replaced = client.send("PUT", "/tasks/task001", FIRST.replace("0/30", "0/15"));
        assertEquals(200, replaced.statusCode(), replaced::body);
        assertEquals("0/15 * * * * ?", client.task("task001").getString("cron"));
        assertEquals(2, client.task("task001").getInteger("version"));

        assertEquals(204, client.delete("/tasks/task001").statusCode());
        assertEquals(204, client.delete("/tasks/task001").statusCode());
        assertEquals("cancelled", client.task("task001").getString("state"));
        assertEquals(404, client.delete("/tasks/task002").statusCode());
    }

    @Test
    void a_handler_is_called_at_once_and_again_after_each_period() {
        int before = DataSyncVerticle.runs();
        client.create(new JsonObject().put("id", "once").put("delay", "PT0S").put("action", "dataSync"));
        client.create(new JsonObject().put("id", "again").put("every", "PT1S").put("action", "dataSync"));
        client.awaitState("once", "succeeded");
        Waiting.until(() -> "three runs", () -> client.runs("again").size() >= 3);
        assertTrue(DataSyncVerticle.runs() >= before + 4);
        assertEquals(1, client.runs("once").size());
        long[] scheduled = client.runs("again").stream()
                .mapToLong(run -> Instant.parse(run.getString("scheduledFor")).toEpochMilli())
                .sorted()
                .toArray();
        for (int i = 1; i < scheduled.length; i++) {
            assertEquals(1_000, scheduled[i] - scheduled[i - 1]);
        }
        assertEquals(204, client.delete("/tasks/again").statusCode());
    }

    @Test
    void a_task_whose_handler_is_missing_waits_without_an_attempt() {
        client.create(new JsonObject().put("id", "later").put("delay", "PT0S").put("action", "comesLater"));
        client.create(new JsonObject().put("id", "other").put("delay", "PT0S").put("action", "dataSync"));
        client.awaitState("other", "succeeded");
        assertEquals("scheduled", client.task("later").getString("state"));
        LocalNode.await(carillon.handler.Handlers.register(
                node.vertx(), "comesLater", run -> io.vertx.core.Future.succeededFuture()));
        client.awaitState("later", "succeeded");
        assertEquals(1, client.runs("later").get(0).getInteger("attempt"));
    }

    @Test
    void a_task_that_expires_before_it_fires_says_so_from_its_creation_on() {
        JsonObject created = client.create(new JsonObject()
                .put("id", "stillborn")
                .put("at", "2098-01-01T00:00:00Z")
                .put("expiresAt", "2097-12-01T00:00:00Z")
                .put("action", "dataSync"));
        String said = "expires at 2097-12-01T00:00:00.000Z, before it fires";
        for (JsonObject task : List.of(created, client.task("stillborn"))) {
            assertEquals("scheduled", task.getString("state"));
            assertNull(task.getValue("nextFireAt"));
            assertEquals(said, task.getString("note"));
        }
    }

    @Test
    void the_api_and_the_store_share_an_event_loop() {
        Set<EventLoop> loops = ((VertxInternal) node.vertx())
                .deploymentManager().deployments().stream()
                        .map(DeploymentContext::deployment)
                        .filter(each -> each.identifier().matches(".+[.](HttpVerticle|StoreVerticle)"))
                        .flatMap(each -> each.contexts().stream())
                        .map(context -> ((ContextInternal) context).nettyEventLoop())
                        .collect(Collectors.toSet());
        assertEquals(1, loops.size(), loops::toString);
    }
}
