package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Changed;
import carillon.message.TaskChange;
import carillon.task.Outcome;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One change to many tasks over a real socket, with the store and the owner doubled. */
class BulkChangesTest {

    private final RunningApi api = new RunningApi();

    @BeforeEach
    void threeTasks() {
        for (String id : List.of("a", "b", "c")) {
            api.post("/tasks", "{\"id\":\"" + id + "\",\"delay\":\"PT1H\",\"action\":\"work\"}");
        }
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static JsonObject last(HttpResponse<String> response) {
        List<String> lines = response.body().lines().toList();
        return new JsonObject(lines.get(lines.size() - 1));
    }

    @Test
    void every_task_of_the_filter_is_changed_by_its_owner_and_counted() {
        HttpResponse<String> response = api.send("POST", "/tasks/pause?action=work", new byte[0]);
        assertEquals(200, response.statusCode());
        assertEquals(new JsonObject("{\"changed\":3,\"unchanged\":0,\"failed\":0,\"finished\":true}"), last(response));
        assertEquals("work", api.backend.listed.filter().action());
        assertEquals(
                List.of("a", "b", "c"),
                api.backend.changes.stream()
                        .filter(TaskChange.Pause.class::isInstance)
                        .map(TaskChange::id)
                        .sorted()
                        .toList());
    }

    @Test
    void without_a_filter_it_must_be_said_that_all_are_meant() {
        assertEquals(400, api.send("POST", "/tasks/cancel", new byte[0]).statusCode());
        assertEquals(
                400,
                api.send("POST", "/tasks/cancel?all=true&action=work", new byte[0])
                        .statusCode());
        assertTrue(api.backend.changes.isEmpty());
        assertTrue(last(api.send("POST", "/tasks/cancel?all=true", new byte[0])).getBoolean("finished"));
        assertEquals(3, api.backend.changes.size());
    }

    @Test
    void a_change_that_nobody_could_be_asked_for_is_named() {
        api.backend.owner = null;
        HttpResponse<String> response = api.send("POST", "/tasks/resume?action=work", new byte[0]);
        assertEquals(3, last(response).getInteger("failed"));
        JsonObject page = new JsonObject(response.body().lines().findFirst().orElseThrow());
        assertEquals(503, page.getJsonArray("failures").getJsonObject(0).getInteger("status"));
    }

    @Test
    void dead_occurrences_between_two_instants_are_revived_of_every_task_of_the_filter() {
        String path = "/tasks/revive?lastOutcome=dead&scheduledAfter=1970-01-01T00:00:01Z"
                + "&scheduledBefore=1970-01-01T00:00:02Z";
        assertEquals(3, last(api.send("POST", path, new byte[0])).getInteger("changed"));
        assertEquals(Outcome.DEAD, api.backend.listed.filter().lastOutcome());
        assertEquals(
                List.of("a", "b", "c"),
                api.backend.changes.stream().map(TaskChange::id).sorted().toList());
        assertTrue(api.backend.changes.contains(new TaskChange.Revive("a", 1_000L, 2_000L)));
    }

    @Test
    void which_occurrences_are_revived_is_not_which_tasks_are_meant() {
        String path = "/tasks/revive?scheduledAfter=1970-01-01T00:00:01Z";
        assertEquals(400, api.send("POST", path, new byte[0]).statusCode());
        assertEquals(200, api.send("POST", path + "&all=true", new byte[0]).statusCode());
        assertTrue(api.backend.changes.contains(new TaskChange.Revive("a", 1_000L, null)));
        String elsewhere = "/tasks/pause?all=true&scheduledAfter=1970-01-01T00:00:01Z";
        assertEquals(400, api.send("POST", elsewhere, new byte[0]).statusCode());
    }

    @Test
    void a_task_with_more_dead_occurrences_than_one_change_revives_is_named() {
        api.backend.revived = Changed.Status.PARTLY;
        HttpResponse<String> response = api.send("POST", "/tasks/revive?state=dead", new byte[0]);
        assertEquals(3, last(response).getInteger("failed"));
        JsonObject page = new JsonObject(response.body().lines().findFirst().orElseThrow());
        JsonObject failure = page.getJsonArray("failures").getJsonObject(0);
        assertEquals(409, failure.getInteger("status"));
        assertTrue(failure.getString("detail").contains("1000 earliest"), failure::encode);
    }

    @Tag("contract")
    @Test
    void a_cursor_that_is_none_is_refused() {
        HttpResponse<String> answer = api.send("POST", "/tasks/pause?action=work&cursor=bad", new byte[0]);
        assertEquals(400, answer.statusCode());
        String detail = new JsonObject(answer.body()).getString("detail");
        assertTrue(detail.contains("send the order and the filters of that list"), detail);
    }

    @Test
    void a_list_that_breaks_off_says_so() {
        api.backend.breaksOff = true;
        JsonObject last = last(api.send("POST", "/tasks/pause?action=work", new byte[0]));
        assertFalse(last.getBoolean("finished"));
        assertEquals(503, last.getInteger("status"));
        assertEquals(3, last.getInteger("changed"));
    }
}
