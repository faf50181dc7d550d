package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.TaskChange;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForesightTest {

    private static final String TASK = "{'every':'PT1H','action':'x','labels':{'carillon.set':'nightly'}}";

    private final RunningApi api = new RunningApi();

    @BeforeEach
    void create_a_task() {
        assertEquals(201, put("/tasks/t", TASK).statusCode());
        api.backend.changes.clear();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpResponse<String> put(String path, String task, String... headers) {
        return api.put(path, task.replace('\'', '"'), headers);
    }

    private void assertForeseen(String expected, String path, String task) {
        HttpResponse<String> answer = put(path + "?dryRun=true", task);
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals(expected.replace('\'', '"'), answer.body());
        assertTrue(api.backend.changes.isEmpty(), api.backend.changes::toString);
    }

    @Test
    void a_task_that_is_not_there_would_be_created() {
        assertForeseen("{'id':'n','dryRun':true,'change':'created','members':[]}", "/tasks/n", TASK);
    }

    @Test
    void the_same_task_would_stay_as_it_is() {
        assertForeseen("{'id':'t','dryRun':true,'change':'unchanged','members':[]}", "/tasks/t", TASK);
    }

    @Test
    void another_task_would_replace_it_and_what_differs_is_named() {
        String other = "{'every':'PT2H','action':'x'}";
        assertForeseen("{'id':'t','dryRun':true,'change':'updated','members':['every','labels']}", "/tasks/t", other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | t?dryRun=true | {'every':'often','action':'x'}",
                "400 | t?dryRun=yes  | {'every':'PT1H','action':'x'}",
                "400 | t?dry=true    | {'every':'PT1H','action':'x'}",
                "409 | t?dryRun=true | {'every':'PT1H','action':'x','queue':'mail'}",
            })
    void what_the_change_is_refused_for_the_dry_run_is_refused_for(int status, String path, String task) {
        HttpResponse<String> answer = put("/tasks/" + path, task);
        assertEquals(status, answer.statusCode(), answer::body);
        assertTrue(api.backend.changes.stream().noneMatch(TaskChange.Put.class::isInstance));
    }

    @Test
    void a_version_is_insisted_on() {
        assertEquals(412, put("/tasks/t?dryRun=true", TASK, "If-Match", "\"2\"").statusCode());
        assertEquals(412, put("/tasks/n?dryRun=true", TASK, "If-Match", "*").statusCode());
        HttpResponse<String> answer = put("/tasks/t?dryRun=true", TASK, "If-Match", "\"1\"");
        assertEquals("unchanged", new JsonObject(answer.body()).getString("change"));
    }
}
