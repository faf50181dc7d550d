package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import carillon.task.TaskState;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal says what was wrong and what to do, whoever reads it first. */
class RefusalTest {

    private static final String TASK = "{\"id\":\"t\",\"every\":\"PT30S\",\"action\":\"sync\"}";
    private static final Map<String, String> TITLES = Map.of(
            "400", "Bad Request",
            "401", "Unauthorized",
            "403", "Forbidden",
            "404", "Not Found",
            "405", "Method Not Allowed",
            "409", "Conflict",
            "415", "Unsupported Media Type");

    private final RunningApi api = new RunningApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Tag("contract")
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /tasks?stat=dead              | the query parameter 'stat' is not known here; known are state, lastOutcome, action, queue, label, dueBefore, dueAfter, order, limit, cursor, waiting
            GET    | /tasks/t?verbose=true         | the query parameter 'verbose' is not known here; there are none
            GET    | /tasks/t/runs?state=dead      | the query parameter 'state' is not known here; known are limit, cursor
            DELETE | /tasks/t?force=true           | the query parameter 'force' is not known here; known are purge
            POST   | /tasks/t/fire?at=now          | the query parameter 'at' is not known here; known are scheduledFor
            POST   | /tasks/t/pause?until=tomorrow | the query parameter 'until' is not known here; there are none
            """)
    void an_unknown_query_parameter_is_named_with_the_known_ones(String method, String path, String detail) {
        api.post("/tasks", TASK);
        assertProblem(400, detail, api.send(method, path, new byte[0]));
    }

    @Tag("contract")
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /tasks?state=done             | the query parameter state must be scheduled, paused, running, retrying, succeeded, dead, cancelled, expired or finished
            /tasks?limit=0                | the query parameter limit must be a whole number from 1 to 1000
            /tasks?dueBefore=tomorrow     | the query parameter dueBefore must be an instant such as 2030-01-31T09:00:00Z (with + written as %2B)
            /tasks?state=dead&state=dead  | the query parameter state must not stand there twice
            """)
    void a_wrong_query_parameter_is_told_with_what_it_takes(String path, String detail) {
        assertProblem(400, detail, api.get(path));
    }

    @Tag("contract")
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/plain        |
            text/plain        | gzip
            application/json  | gzip
            application/jsonx |
            """)
    void another_type_of_body_is_refused_with_the_header_to_set(String type, String encoding) {
        byte[] body = TASK.getBytes(StandardCharsets.UTF_8);
        for (String path : new String[] {"/tasks", "/preview"}) {
            HttpResponse<String> answer = encoding == null
                    ? api.send("POST", path, body, "Content-Type", type)
                    : api.send("POST", path, body, "Content-Type", type, "Content-Encoding", encoding);
            assertProblem(
                    415,
                    "set the header Content-Type: application/json for one, or application/x-ndjson for many,"
                            + " and no Content-Encoding",
                    answer);
        }
        assertEquals(0, api.taskCount());
    }

    @Test
    void a_missing_or_wrong_token_is_refused_with_the_header_to_set() {
        try (RunningApi guarded = new RunningApi(Tokens.config())) {
            String missing = "a token is needed: Authorization: Bearer …";
            String wrong = "the Authorization header holds no token of this node: Authorization: Bearer …";
            assertProblem(401, missing, guarded.get("/tasks"));
            for (String authorization :
                    new String[] {"Bearer " + Tokens.READ + "x", "Bearer", "Basic " + Tokens.READ, Tokens.READ}) {
                HttpResponse<String> answer = guarded.get("/tasks", "Authorization", authorization);
                assertProblem(401, wrong, answer);
                assertEquals("Bearer realm=\"carillon\"", header(answer, "WWW-Authenticate"));
                assertFalse(answer.body().contains(Tokens.READ), "a token is not sent back");
            }
        }
    }

    @Test
    void a_token_that_may_not_is_told_which_role_may() {
        try (RunningApi guarded = new RunningApi(Tokens.config())) {
            assertProblem(
                    403,
                    "this takes the role write, and the token has read",
                    guarded.post("/tasks", TASK, "Authorization", "Bearer " + Tokens.READ));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskState.class,
            names = {"SUCCEEDED", "CANCELLED", "EXPIRED", "FINISHED"})
    void a_task_that_is_over_does_not_fire(TaskState state) {
        put(state);
        String word = state.name().toLowerCase(Locale.ROOT);
        assertProblem(409, "task t is " + word + ", and fires no more; create another task", command("fire"));
        assertProblem(409, "task t is " + word + ", and nothing of it is left to change", command("pause"));
    }

    @Test
    void a_dead_task_is_revived_by_its_instant() {
        put(TaskState.DEAD);
        assertProblem(
                409,
                "task t is dead: revive its occurrence by fire?scheduledFor= with the instant that"
                        + " GET /tasks/t/runs shows",
                command("fire"));
    }

    @Test
    void a_task_that_runs_is_fired_again_once_its_attempt_has_ended() {
        put(TaskState.SCHEDULED);
        api.backend.running = true;
        assertProblem(
                409,
                "task t has an attempt under way; ask again once it has ended, as GET /tasks/t/runs shows",
                command("fire"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCHEDULED", "SUCCEEDED", "DEAD", "EXPIRED"})
    void an_occurrence_that_is_not_dead_is_not_revived(TaskState state) {
        put(state);
        assertProblem(
                409,
                "task t has no dead occurrence of this instant; GET /tasks/t/runs shows each scheduledFor to the"
                        + " millisecond",
                command("fire?scheduledFor=2030-01-31T09:00:00Z"));
    }

    @Test
    void a_cancelled_task_is_not_revived() {
        put(TaskState.CANCELLED);
        assertProblem(
                409,
                "task t is cancelled, and none of its occurrences can be revived; create another task",
                command("fire?scheduledFor=2030-01-31T09:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCHEDULED", "PAUSED", "RETRYING"})
    void a_task_that_is_not_over_fires(TaskState state) {
        put(state);
        assertEquals(202, command("fire").statusCode());
    }

    @Tag("contract")
    @Test
    void a_path_and_a_method_that_are_not_there_are_told_with_what_is() {
        assertProblem(404, "there is nothing at this path; /openapi.json says what there is", api.get("/jobs"));
        assertProblem(404, "there is no task u", api.get("/tasks/u"));
        HttpResponse<String> answer = api.send("PATCH", "/tasks/t", new byte[0]);
        assertProblem(405, "this path takes DELETE, GET, HEAD, PUT", answer);
        assertEquals("DELETE, GET, HEAD, PUT", header(answer, "Allow"));
    }

    private HttpResponse<String> command(String command) {
        return api.send("POST", "/tasks/t/" + command, new byte[0]);
    }

    private void put(TaskState state) {
        api.post("/tasks", TASK);
        api.backend.tasks.computeIfPresent("t", (id, task) -> task.withState(state));
    }

    private static void assertProblem(int status, String detail, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        assertEquals(
                new JsonObject()
                        .put("type", "about:blank")
                        .put("title", TITLES.get("" + status))
                        .put("status", status)
                        .put("detail", detail),
                new JsonObject(answer.body()));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
