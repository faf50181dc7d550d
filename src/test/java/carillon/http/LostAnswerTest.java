package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that were carried out, and of which the owner does not know it: its answer from the database is lost. */
class LostAnswerTest {

    private static final String CHANGED = "{\"every\":\"PT40S\",\"action\":\"sync\"}";

    private final RunningApi api = new RunningApi();

    @BeforeEach
    void create() {
        assertEquals(
                201,
                api.put("/tasks/t", "{\"every\":\"PT30S\",\"action\":\"sync\"}").statusCode());
        api.backend.changes.clear();
        api.backend.answersLost.set(1);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_version_that_was_replaced_is_not_refused_for_being_replaced() {
        assertDoubt("the version is still 1", api.put("/tasks/t", CHANGED, "If-Match", "\"1\""));
    }

    @Test
    void a_task_that_was_purged_is_not_told_to_be_unknown() {
        assertDoubt("if it is still there", api.send("DELETE", "/tasks/t?purge=true", new byte[0]));
    }

    @Test
    void a_task_that_was_fired_is_not_said_to_be_safe_to_fire_again() {
        assertDoubt("/tasks/t/runs", api.send("POST", "/tasks/t/fire", new byte[0]));
    }

    @Test
    void what_may_be_done_twice_is_asked_for_until_it_is_answered() {
        assertEquals(200, api.put("/tasks/t", CHANGED).statusCode());
        api.backend.answersLost.set(1);
        assertEquals(200, api.put("/tasks/t", CHANGED, "If-Match", "*").statusCode());
        api.backend.answersLost.set(1);
        assertEquals(204, api.send("DELETE", "/tasks/t", new byte[0]).statusCode());
        assertEquals(6, api.backend.changes.size());
    }

    private void assertDoubt(String whatToDo, HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode(), answer::body);
        assertEquals(1, api.backend.changes.size(), "it was asked for again");
        String detail = new JsonObject(answer.body()).getString("detail");
        assertTrue(detail.contains(whatToDo), detail);
    }
}
