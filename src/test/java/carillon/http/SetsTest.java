package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.TaskChange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SetsTest {

    private final RunningApi api = new RunningApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Tag("contract")
    @Test
    void a_set_creates_its_tasks_with_its_label() {
        JsonObject answer = put("nightly", task("a", "PT1H"), task("b", "PT2H"));
        assertEquals(List.of("a", "b"), ids(answer, "created"));
        assertEquals("nightly", label("a"));
        assertEquals("nightly", label("b"));
        assertEquals(2, api.taskCount());
    }

    @Test
    void the_same_set_again_changes_nothing() {
        put("nightly", task("a", "PT1H"), task("b", "PT2H"));
        int before = api.backend.changes.size();
        JsonObject answer = put("nightly", task("b", "PT2H"), task("a", "PT1H"));
        assertEquals(List.of("b", "a"), ids(answer, "unchanged"));
        assertEquals(before, api.backend.changes.size());
        assertEquals(1, view("a").getInteger("version"));
    }

    @Tag("contract")
    @Test
    void what_changed_is_replaced_and_what_left_is_cancelled() {
        put("nightly", task("a", "PT1H"), task("b", "PT2H"), task("c", "PT3H"));
        JsonObject answer = put("nightly", task("a", "PT1H"), task("b", "PT9H").put("timeout", "PT1M"));
        assertEquals(List.of("a"), ids(answer, "unchanged"));
        assertEquals(List.of("c"), ids(answer, "removed"));
        assertEquals(
                "[{\"id\":\"b\",\"members\":[\"every\",\"timeout\"]}]",
                answer.getJsonArray("updated").encode());
        assertEquals("cancelled", view("c").getString("state"));
        assertEquals(2, view("b").getInteger("version"));
    }

    @Tag("contract")
    @Test
    void what_comes_back_is_made_anew() {
        put("nightly", task("a", "PT1H"), task("b", "PT2H"));
        put("nightly", task("a", "PT1H"));
        assertEquals(List.of("b"), ids(put("nightly", task("a", "PT1H"), task("b", "PT2H")), "created"));
        assertEquals("scheduled", view("b").getString("state"));
    }

    @Test
    void a_dry_run_tells_and_changes_nothing() {
        put("nightly", task("a", "PT1H"), task("b", "PT2H"));
        int before = api.backend.changes.size();
        JsonObject answer = ok(api.put("/tasks?dryRun=true", set("nightly", task("a", "PT5H"), task("n", "PT1H"))));
        assertEquals(true, answer.getBoolean("dryRun"));
        assertEquals(List.of("n"), ids(answer, "created"));
        assertEquals(List.of("b"), ids(answer, "removed"));
        assertEquals(1, answer.getJsonArray("updated").size());
        assertEquals(before, api.backend.changes.size());
    }

    @Test
    void every_fault_of_every_task_is_told_and_nothing_is_applied() {
        HttpResponse<String> answer = api.put(
                "/tasks",
                set(
                        "nightly",
                        task("good", "PT1H"),
                        new JsonObject()
                                .put("id", "b")
                                .put("cron", "99 * * * *")
                                .put("action", "x"),
                        task("good", "PT1H"),
                        new JsonObject().put("delay", "PT1S").put("action", "x"),
                        task("e", "PT1H").put("labels", new JsonObject().put("carillon.set", "other"))));
        assertEquals(400, answer.statusCode());
        assertEquals(
                List.of("/tasks/1/cron", "/tasks/2/id", "/tasks/3", "/tasks/4/labels/carillon.set"), pointers(answer));
        assertTrue(api.backend.changes.isEmpty());
    }

    @Tag("contract")
    @Test
    void a_body_that_is_no_set_is_refused() {
        HttpResponse<String> answer = api.put("/tasks", "{\"sets\": \"x\"}");
        assertEquals(400, answer.statusCode());
        assertEquals(List.of("/sets", "", ""), pointers(answer));
        assertEquals(List.of("", ""), pointers(api.put("/tasks", "[")));
    }

    @Tag("contract")
    @Test
    void a_task_of_another_set_is_not_taken_away_from_it() {
        put("nightly", task("a", "PT1H"));
        HttpResponse<String> answer = api.put("/tasks", set("daily", task("n", "PT1H"), task("a", "PT2H")));
        assertEquals(409, answer.statusCode());
        assertEquals(List.of("/tasks/1/id"), pointers(answer));
        assertEquals("nightly", label("a"));
        assertEquals(1, api.taskCount());
    }

    @Test
    void a_task_that_may_not_be_changed_while_it_runs_is_told_as_a_conflict() {
        put("nightly", task("a", "PT1H"));
        api.backend.running = true;
        HttpResponse<String> answer = api.put("/tasks", set("nightly", task("a", "PT2H")));
        assertEquals(409, answer.statusCode());
        assertTrue(
                answer.body().contains("task a has an attempt under way; ask again once it has ended"), answer::body);
    }

    @Tag("contract")
    @Test
    void a_pending_task_does_not_move_to_another_queue_and_the_dry_run_says_so() {
        put("nightly", task("a", "PT1H"));
        for (String path : List.of("/tasks?dryRun=true", "/tasks")) {
            HttpResponse<String> answer =
                    api.put(path, set("nightly", task("a", "PT1H").put("queue", "mail")));
            assertEquals(409, answer.statusCode());
            assertEquals(List.of("/tasks/0/queue"), pointers(answer));
        }
    }

    @Tag("contract")
    @Test
    void marks_of_secrets_stand_for_those_that_are_kept() {
        JsonObject secret = webhook("a", "Bearer the-secret-itself");
        put("nightly", secret);
        assertEquals(List.of("a"), ids(put("nightly", webhook("a", "***")), "unchanged"));
        HttpResponse<String> unknown = api.put("/tasks", set("nightly", webhook("b", "***")));
        assertEquals(409, unknown.statusCode());
        assertEquals(List.of("/tasks/0/action/http/headers/authorization"), pointers(unknown));
        assertEquals(1, api.taskCount());
    }

    @Tag("contract")
    @Test
    void a_task_of_no_set_joins_the_one_that_names_it() {
        assertEquals(201, api.post("/tasks", task("a", "PT1H").encode()).statusCode());
        JsonObject answer = put("nightly", task("a", "PT1H"));
        assertEquals(
                "[{\"id\":\"a\",\"members\":[\"labels\"]}]",
                answer.getJsonArray("updated").encode());
    }

    @Tag("contract")
    @Test
    void what_was_paused_by_hand_stays_so_unless_the_set_says_otherwise() {
        put("nightly", task("a", "PT1H").put("enabled", false));
        assertEquals(List.of("a"), ids(put("nightly", task("a", "PT1H")), "unchanged"));
        JsonObject resumed = put("nightly", task("a", "PT1H").put("enabled", true));
        assertEquals(
                "[{\"id\":\"a\",\"members\":[\"enabled\"]}]",
                resumed.getJsonArray("updated").encode());
    }

    @Test
    void a_set_of_thousands_is_carried_out() {
        JsonObject[] tasks =
                IntStream.range(0, 3_000).mapToObj(i -> task("t" + i, "PT1H")).toArray(JsonObject[]::new);
        assertEquals(3_000, ids(put("many", tasks), "created").size());
        assertEquals(3_000, ids(put("many"), "removed").size());
        assertTrue(api.backend.changes.getLast() instanceof TaskChange.Cancel);
    }

    @Tag("contract")
    @Test
    void a_set_with_too_many_tasks_is_refused() {
        JsonObject[] tasks =
                IntStream.range(0, 10_001).mapToObj(i -> task("t" + i, "PT1H")).toArray(JsonObject[]::new);
        assertEquals(List.of("/tasks"), pointers(api.put("/tasks", set("many", tasks))));
    }

    private JsonObject put(String name, JsonObject... tasks) {
        return ok(api.put("/tasks", set(name, tasks)));
    }

    private static JsonObject ok(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer::body);
        return new JsonObject(answer.body());
    }

    private JsonObject view(String id) {
        return ok(api.get("/tasks/" + id));
    }

    private String label(String id) {
        return view(id).getJsonObject("labels", new JsonObject()).getString("carillon.set", "none");
    }

    private static String set(String name, JsonObject... tasks) {
        return new JsonObject()
                .put("set", name)
                .put("tasks", new JsonArray(List.of(tasks)))
                .encode();
    }

    private static JsonObject task(String id, String every) {
        return new JsonObject().put("id", id).put("every", every).put("action", "noop");
    }

    private static JsonObject webhook(String id, String authorization) {
        JsonObject http = new JsonObject()
                .put("url", "https://example.com/")
                .put("headers", new JsonObject().put("Authorization", authorization));
        return task(id, "PT1H").put("action", new JsonObject().put("http", http));
    }

    private static List<String> ids(JsonObject answer, String member) {
        return answer.getJsonArray(member).stream().map(String::valueOf).toList();
    }

    private static List<String> pointers(HttpResponse<String> answer) {
        return new JsonObject(answer.body())
                .getJsonArray("errors").stream()
                        .map(each -> ((JsonObject) each).getString("pointer"))
                        .collect(Collectors.toList());
    }
}
