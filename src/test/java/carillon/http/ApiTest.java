package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.FailureCode;
import carillon.message.TaskChange;
import carillon.message.TaskFilter;
import carillon.task.TaskState;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {

    private static final String TASK = "{\"id\":\"t\",\"every\":\"PT30S\",\"action\":\"sync\"}";
    private static final String OTHER = "{\"every\":\"PT40S\",\"action\":\"sync\"}";

    private final RunningApi api = new RunningApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void what_the_database_refuses_alone_is_400() {
        assertProblem(400, api.post("/tasks", TASK.replace("\"t\"", "\"rejected\"")));
    }

    @Test
    void a_task_is_read_and_running_is_laid_over_by_its_owner() {
        api.post("/tasks", TASK);
        assertEquals("scheduled", new JsonObject(api.get("/tasks/t").body()).getString("state"));
        api.backend.running = true;
        assertEquals("running", new JsonObject(api.get("/tasks/t").body()).getString("state"));
        api.backend.owner = "carillon.timer.gone";
        assertEquals(200, api.get("/tasks/t").statusCode());
        assertProblem(404, api.get("/tasks/u"));
        assertProblem(404, api.get("/tasks/a%20b"));
    }

    @Test
    void a_page_asks_nobody_about_a_one_shot_whose_time_had_not_come_when_it_was_read() {
        api.post("/tasks", TASK);
        api.post("/tasks", "{\"id\":\"once\",\"delay\":\"PT1H\",\"action\":\"sync\"}");
        api.backend.readAt = FakeBackend.NOW - 1;
        assertEquals(200, api.get("/tasks").statusCode());
        assertEquals(Set.of("t"), api.backend.askedOf);
        api.backend.askedOf.clear();
        api.backend.readAt = FakeBackend.NOW;
        assertEquals(200, api.get("/tasks").statusCode());
        assertEquals(Set.of("t", "once"), api.backend.askedOf);
        api.backend.askedOf.clear();
        // A store of a release that does not say.
        api.backend.readAt = 0;
        assertEquals(200, api.get("/tasks").statusCode());
        assertEquals(Set.of("t", "once"), api.backend.askedOf);
    }

    @Test
    void what_a_task_waits_for_is_told_and_found() {
        api.post("/tasks", TASK);
        api.post("/tasks", TASK.replace("\"t\"", "\"ready\""));
        api.backend.waiting.put("t", "no handler named sync is registered");
        JsonObject task = new JsonObject(api.get("/tasks/t").body());
        assertEquals("scheduled", task.getString("state"));
        assertEquals("no handler named sync is registered", task.getString("note"));
        assertFalse(new JsonObject(api.get("/tasks/ready").body()).containsKey("note"));
        JsonArray found = new JsonObject(api.get("/tasks?waiting=true").body()).getJsonArray("tasks");
        assertEquals(List.of(task), found.stream().toList());
        assertTrue(api.backend.listed.filter().dueNow());
        assertEquals(TaskFilter.Order.DUE, api.backend.listed.filter().order());
    }

    @Test
    void tasks_are_listed_by_what_is_asked_for() {
        api.post("/tasks", TASK);
        HttpResponse<String> answer = api.get("/tasks?state=retrying&action=sync&label=a:b&label=c:&limit=7&cursor=c"
                + "&dueBefore=2030-01-01T00:00:00Z&dueAfter=2029-12-31T12:00:00Z");
        assertEquals("next", new JsonObject(answer.body()).getString("cursor"));
        assertEquals(
                TaskFilter.ALL
                        .withState(TaskState.RETRYING)
                        .withAction("sync")
                        .withLabels(Map.of("a", "b", "c", ""))
                        .withDue(1_893_412_800_000L, 1_893_456_000_000L)
                        .inOrder(TaskFilter.Order.DUE),
                api.backend.listed.filter());
        assertEquals(7, api.backend.listed.limit());
        assertEquals("c", api.backend.listed.cursor());
    }

    @Test
    void cancel_is_204_and_200_while_running_and_404_where_nothing_is() {
        api.post("/tasks", TASK);
        assertEquals(204, api.send("DELETE", "/tasks/t", new byte[0]).statusCode());
        api.backend.running = true;
        HttpResponse<String> running = api.send("DELETE", "/tasks/t", new byte[0]);
        assertEquals(200, running.statusCode());
        assertEquals("t", new JsonObject(running.body()).getString("id"));
        assertProblem(404, api.send("DELETE", "/tasks/u", new byte[0]));
    }

    @Test
    void history_is_read() {
        api.post("/tasks", TASK);
        assertEquals("{\"runs\":[],\"cursor\":null}", api.get("/tasks/t/runs").body());
        assertProblem(404, api.get("/tasks/u/runs"));
    }

    @Test
    void a_shard_that_moved_is_looked_up_again() {
        api.backend.movesLeft.set(3);
        assertEquals(201, api.put("/tasks/t", OTHER).statusCode());
        assertEquals(1, api.backend.changes.size());
    }

    @Test
    void a_shard_that_nobody_holds_is_503() {
        api.backend.owner = null;
        assertRetry(503, api.put("/tasks/t", OTHER));
        assertNotReady("no TimerVerticle holds any shard");
    }

    @Test
    void some_shards_that_nobody_holds_are_counted_by_readiness() {
        api.backend.unheld.addAll(Set.of(0, 2));
        assertNotReady("2 shards are held by nobody live");
    }

    @Test
    void an_extra_fire_is_not_asked_for_twice() {
        api.backend.ownerFails = FailureCode.UNAVAILABLE;
        assertRetry(503, api.send("POST", "/tasks/t/fire", new byte[0]));
        assertEquals(List.<TaskChange>of(new TaskChange.Fire("t", null)), api.backend.changes);
    }

    @Test
    void an_owner_that_is_gone_is_looked_up_again() {
        api.backend.owner = "carillon.timer.gone";
        assertRetry(503, api.send("POST", "/tasks/t/fire", new byte[0]));
        api.backend.owner = FakeBackend.OWNER;
        assertEquals(201, api.put("/tasks/t", OTHER).statusCode());
    }

    @Test
    void a_store_that_is_silent_is_503_and_no_hang() {
        api.backend.storeReady = Promise.promise().future();
        CompletableFuture<HttpResponse<String>> reading = CompletableFuture.supplyAsync(() -> api.get("/tasks/t"));
        assertRetry(503, api.post("/tasks", TASK));
        assertRetry(503, reading.join());
    }

    @ParameterizedTest
    @CsvSource({"BUSY,429", "UNAVAILABLE,503", "INTERNAL,503", "REFUSED,503", "NOT_OWNER,503"})
    void a_store_that_cannot_answer_is_429_or_503(FailureCode code, int status) {
        api.backend.storeFails = code;
        assertRetry(status, api.post("/tasks", TASK));
        assertRetry(status, api.get("/tasks/t"));
        assertRetry(503, api.get("/health/ready"));
    }

    private static JsonObject assertProblem(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        JsonObject problem = new JsonObject(answer.body());
        assertEquals(status, problem.getInteger("status"));
        assertFalse(problem.getString("detail").isBlank());
        return problem;
    }

    private void assertNotReady(String why) {
        HttpResponse<String> answer = api.get("/health/ready");
        assertRetry(503, answer);
        assertTrue(answer.body().contains(why), answer::body);
    }

    private static void assertRetry(int status, HttpResponse<String> answer) {
        assertProblem(status, answer);
        assertEquals("1", header(answer, "Retry-After"));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }
}
