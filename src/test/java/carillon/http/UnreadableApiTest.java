package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.KeptDefinition;
import carillon.message.TaskView;
import carillon.task.TaskState;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task whose stored definition cannot be read, over HTTP. */
class UnreadableApiTest {

    private static final String WHY = "/zone 'Mars/Base' is no time zone";

    private final RunningApi api = new RunningApi();

    @BeforeEach
    void keepOne() {
        keep(Map.of());
    }

    private void keep(Map<String, String> labels) {
        KeptDefinition kept = new KeptDefinition.Unreadable("mail", labels, WHY);
        api.backend.tasks.put("bad", new TaskView("bad", 3, kept, TaskState.SCHEDULED, null, 0, null));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void it_is_shown_as_the_contract_says_with_why_it_cannot_be_read() {
        HttpResponse<String> answer = api.get("/tasks/bad");
        assertEquals(200, answer.statusCode());
        JsonObject task = new JsonObject(answer.body());
        assertEquals(
                Boolean.TRUE, ContractTest.document("TaskView").validate(task).getValid());
        assertTrue(task.getString("unreadable").startsWith(WHY + "; "), answer::body);
        assertEquals("mail", task.getString("queue"));
    }

    @Test
    void it_is_paused_and_cancelled_as_any_other() {
        assertEquals(202, api.post("/tasks/bad/pause", "").statusCode());
        assertEquals(204, api.send("DELETE", "/tasks/bad", new byte[0]).statusCode());
    }

    @Test
    void firing_it_by_hand_is_refused_with_what_to_do() {
        HttpResponse<String> answer = api.post("/tasks/bad/fire?scheduledFor=2030-01-01T00:00:00Z", "");
        assertEquals(409, answer.statusCode());
        assertEquals(
                "task bad cannot be read: " + WHY + "; PUT it anew", new JsonObject(answer.body()).getString("detail"));
    }

    @Test
    void a_set_that_names_it_replaces_it() {
        HttpResponse<String> answer = putSet("nightly");
        assertEquals(200, answer.statusCode(), answer::body);
        JsonObject update =
                new JsonObject(answer.body()).getJsonArray("updated").getJsonObject(0);
        assertEquals("bad", update.getString("id"));
        assertTrue(update.getJsonArray("members").contains("every"), answer::body);
        assertNotNull(api.backend.tasks.get("bad").definition());
    }

    @Test
    void a_set_replaces_its_own_and_takes_none_from_another_set() {
        keep(Map.of("carillon.set", "daily"));
        HttpResponse<String> refused = putSet("nightly");
        assertEquals(409, refused.statusCode(), refused::body);
        assertTrue(refused.body().contains("bad belongs to the set daily; take it out there first"), refused::body);
        assertNull(api.backend.tasks.get("bad").definition());
        assertEquals(200, putSet("daily").statusCode());
        assertNotNull(api.backend.tasks.get("bad").definition());
    }

    @Test
    void a_put_that_counts_on_its_kept_secrets_is_refused() {
        HttpResponse<String> answer = api.put("/tasks/bad", """
                {"delay": "PT1S", "action": {"http": {"url": "http://h/", "headers": {"authorization": "***"}}}}
                """);
        assertEquals(400, answer.statusCode(), answer::body);
    }

    private HttpResponse<String> putSet(String set) {
        String task = "{\"id\":\"bad\",\"queue\":\"mail\",\"every\":\"PT1H\",\"action\":\"a\"}";
        return api.put("/tasks", "{\"set\":\"" + set + "\",\"tasks\":[" + task + "]}");
    }
}
