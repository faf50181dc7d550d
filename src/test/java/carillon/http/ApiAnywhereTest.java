package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API promises wherever it runs. */
@Tag("contract")
class ApiAnywhereTest {

    private static final String TASK = "{\"id\":\"t\",\"every\":\"PT30S\",\"action\":\"sync\"}";
    private static final String OTHER = "{\"every\":\"PT40S\",\"action\":\"sync\"}";

    private final RunningApi api = new RunningApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void the_first_task_of_the_contract_is_created() {
        HttpResponse<String> answer = api.post(
                "/tasks", "{\"id\":\"task001\",\"cron\":\"0/30 * * * * ?\",\"action\":\"dataSync\",\"enabled\":true}");
        assertEquals(201, answer.statusCode());
        assertEquals("/tasks/task001", header(answer, "Location"));
        assertEquals("\"1\"", header(answer, "ETag"));
        JsonObject task = new JsonObject(answer.body());
        assertEquals("quartz", task.getString("dialect"));
        assertEquals("UTC", task.getString("zone"));
        assertTrue(Instant.parse(task.getString("nextFireAt")).isAfter(Instant.EPOCH));
    }

    @Test
    void a_task_without_an_id_gets_one_of_version_7() {
        JsonObject task = new JsonObject(api.post("/tasks", OTHER).body());
        assertEquals(7, UUID.fromString(task.getString("id")).version());
    }

    @Test
    void the_same_body_again_is_200_and_another_one_409() {
        assertEquals(201, api.post("/tasks", TASK).statusCode());
        assertEquals(200, api.post("/tasks", TASK).statusCode());
        assertProblem(409, api.post("/tasks", TASK.replace("30", "40")));
    }

    @Test
    void a_bad_body_is_told_with_pointers() {
        HttpResponse<String> answer = api.post("/tasks", "{\"cron\":\"x\",\"often\":\"y\"}");
        JsonObject problem = assertProblem(400, answer);
        assertEquals("/often", problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
        assertEquals(0, api.taskCount());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=dead%20",
                "limit=0",
                "limit=1001",
                "limit=x",
                "label=a",
                "dueBefore=now",
                "cursor=",
                "cursor=bad",
                "queue=a%20b",
                "limit=1&limit=2",
                "action=%00",
                "label=a:b&label=a:c",
                "order=name",
                "state=dead&order=due",
                "state=dead&waiting=true",
                "waiting=yes",
                "lastOutcome=failed",
                "state=paused&dueBefore=2030-01-01T00:00:00Z"
            })
    void a_query_that_is_not_understood_is_refused(String query) {
        assertProblem(400, api.get("/tasks?" + query));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /tasks?label=%zz", "POST /tasks/t/fire?scheduledFor=%", "GET /tasks?%zz", "GET /tasks/%zz"})
    void a_path_or_query_that_is_not_in_percent_encoding_is_refused(String call) throws IOException {
        String answer = api.raw(call + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
    }

    @Test
    void put_creates_and_replaces_and_changes_nothing_twice() {
        assertEquals(201, api.put("/tasks/t", OTHER).statusCode());
        assertEquals(200, api.put("/tasks/t", OTHER).statusCode());
        HttpResponse<String> replaced = api.put("/tasks/t", TASK, "If-Match", "\"1\"");
        assertEquals(200, replaced.statusCode());
        assertEquals("\"2\"", header(replaced, "ETag"));
        assertProblem(412, api.put("/tasks/t", OTHER, "If-Match", "\"1\""));
        assertProblem(412, api.put("/tasks/t", OTHER, "If-Match", "W/\"2\""));
        assertEquals(200, api.put("/tasks/t", OTHER, "If-Match", "*").statusCode());
        assertProblem(412, api.put("/tasks/new", OTHER, "If-Match", "*"));
        assertProblem(400, api.put("/tasks/u", TASK));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,/tasks/t,If-Match",
        "POST,/tasks/t/pause,If-Match",
        "PUT,/tasks,If-Match",
        "PUT,/tasks/t,If-None-Match",
        "DELETE,/tasks/t,If-Unmodified-Since"
    })
    void a_change_under_a_condition_that_is_not_looked_at_is_refused(String method, String path, String condition) {
        api.post("/tasks", TASK);
        byte[] body = OTHER.getBytes(StandardCharsets.UTF_8);
        String type = "application/json";
        HttpResponse<String> answer = api.send(method, path, body, "Content-Type", type, condition, "\"9\"");
        assertProblem(400, answer);
        assertTrue(answer.body().contains(condition + " is not looked at here"), answer::body);
        HttpResponse<String> there = api.get("/tasks/t", "If-None-Match", "\"9\"");
        assertEquals("\"1\"", header(there, "ETag"));
        assertEquals("scheduled", new JsonObject(there.body()).getString("state"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/tasks", "/openapi.json", "/docs"})
    void the_head_of_what_can_be_got_comes_alone(String path) throws IOException {
        String rest = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        String whole = api.raw("GET " + path + rest);
        String head = api.raw("HEAD " + path + rest);
        assertTrue(head.startsWith("HTTP/1.1 200 "), head);
        String headOfWhole = whole.substring(0, whole.indexOf("\r\n\r\n") + 4);
        assertEquals(headOfWhole.replaceFirst("content-length: \\d+\r\n", ""), head);
    }

    @Test
    void a_purge_is_204_and_leaves_nothing() {
        api.post("/tasks", TASK);
        assertProblem(400, api.send("DELETE", "/tasks/t?purge=yes", new byte[0]));
        assertProblem(400, api.send("DELETE", "/tasks/t?erase=true", new byte[0]));
        assertEquals(204, api.send("DELETE", "/tasks/t?purge=true", new byte[0]).statusCode());
        assertProblem(404, api.get("/tasks/t"));
        assertProblem(404, api.send("DELETE", "/tasks/t?purge=true", new byte[0]));
    }

    @ParameterizedTest
    @CsvSource({"fire,202", "pause,202", "resume,202", "fire?scheduledFor=2030-01-01T00:00:00Z,409", "pause?x=1,400"})
    void commands_are_accepted_with_the_task(String command, int status) {
        api.post("/tasks", TASK);
        HttpResponse<String> answer = api.send("POST", "/tasks/t/" + command, new byte[0]);
        assertEquals(status, answer.statusCode());
        assertEquals(status == 202, new JsonObject(answer.body()).containsKey("nextFireAt"));
        assertEquals(
                status == 400 ? 400 : 404,
                api.send("POST", "/tasks/u/" + command, new byte[0]).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH,/tasks,'GET,HEAD,POST,PUT'",
        "DELETE,/tasks,'GET,HEAD,POST,PUT'",
        "POST,/tasks/t,'DELETE,GET,HEAD,PUT'",
        "GET,/tasks/t/fire,POST",
        "POST,/health,'GET,HEAD'",
        "FOO,/metrics,'GET,HEAD'"
    })
    void another_method_is_405_and_told_which(String method, String path, String allow) {
        HttpResponse<String> answer = api.send(method, path, new byte[0]);
        assertProblem(405, answer);
        assertEquals(
                allow,
                String.join(
                        ",",
                        List.of(header(answer, "Allow").split("\\s*,\\s*")).stream()
                                .sorted()
                                .toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/nothing", "/tasks/t/nothing", "/tasks/t/runs/1"})
    void another_path_is_404(String path) {
        assertProblem(404, api.get(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
    void another_type_is_415(String type) {
        assertProblem(415, api.send("POST", "/tasks", TASK.getBytes(StandardCharsets.UTF_8), "Content-Type", type));
        assertProblem(415, api.post("/tasks", TASK, "Content-Encoding", "gzip"));
    }

    @Test
    void a_body_over_the_limit_is_413_and_one_at_it_is_read() {
        assertProblem(413, api.post("/tasks", "x".repeat(HttpLimits.BODY_BYTES_MAX + 1)));
        assertProblem(400, api.post("/tasks", "x".repeat(HttpLimits.BODY_BYTES_MAX)));
    }

    @Test
    void an_endless_line_is_414_and_endless_headers_are_431() throws IOException {
        assertMalformed(414, "GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertMalformed(431, "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
        assertMalformed(400, "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, , 200",
        "127.0.0.1:8080, , 200",
        "[::1]:8080, , 200",
        "evil.example, , 403",
        "127.0.0.1.evil.example, , 403",
        "localhost, http://localhost:3000, 200",
        "localhost, https://evil.example, 403",
        "localhost, null, 403",
        "'', , 403",
        "l%6fcalhost, , 400",
        "local%, , 400",
        "localhost/x, , 400"
    })
    void without_tokens_only_this_machine_may_ask(String host, String origin, int status) throws IOException {
        String answer = api.raw("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\n"
                + (origin == null ? "" : "Origin: " + origin + "\r\n") + "Connection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }

    @Test
    void every_answer_has_the_headers_of_safety_and_none_tells_the_version() {
        for (String path : List.of("/health/live", "/nothing", "/tasks")) {
            HttpResponse<String> answer = api.get(path);
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
            assertEquals("no-store", header(answer, "Cache-Control"));
            assertTrue(header(answer, "Content-Security-Policy").startsWith("default-src 'none'"));
            assertTrue(header(answer, "Content-Security-Policy").contains("frame-ancestors 'none'"));
            assertEquals("DENY", header(answer, "X-Frame-Options"));
            assertEquals("no-referrer", header(answer, "Referrer-Policy"));
            assertEquals("same-origin", header(answer, "Cross-Origin-Resource-Policy"));
            assertFalse(answer.headers().firstValue("Server").isPresent());
        }
    }

    @Test
    void health_metrics_and_the_contract_are_served() {
        assertEquals(200, api.get("/health").statusCode());
        assertEquals(200, api.get("/health/ready").statusCode());
        api.post("/tasks", TASK);
        String metrics = api.get("/metrics").body();
        assertTrue(metrics.contains("carillon_tasks_accepted_total"), metrics);
        assertTrue(
                metrics.contains(
                        "carillon_http_requests_seconds_count{method=\"POST\",route=\"/tasks\",status=\"201\"}"),
                metrics);
        assertEquals("3.1.0", new JsonObject(api.get("/openapi.json").body()).getString("openapi"));
    }

    private void assertMalformed(int status, String request) throws IOException {
        String answer = api.raw(request);
        assertTrue(answer.matches("(?s)HTTP/1\\.[01] " + status + " .*"), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
    }

    private static JsonObject assertProblem(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        JsonObject problem = new JsonObject(answer.body());
        assertEquals(status, problem.getInteger("status"));
        assertFalse(problem.getString("detail").isBlank());
        return problem;
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }
}
