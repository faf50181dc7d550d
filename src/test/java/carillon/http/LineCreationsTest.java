package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.FailureCode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tasks a line over a real socket, with the store doubled. */
class LineCreationsTest {

    private final RunningApi api = new RunningApi();

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpResponse<String> send(String lines) {
        return api.send("POST", "/tasks", lines.getBytes(StandardCharsets.UTF_8), "Content-Type", Bodies.LINES);
    }

    private static List<JsonObject> lines(String body) {
        return body.lines().map(JsonObject::new).toList();
    }

    private static String task(String id) {
        return "{\"id\":\"" + id + "\",\"delay\":\"PT1H\",\"action\":\"work\"}\n";
    }

    @Tag("contract")
    @Test
    void each_line_is_answered_in_order_and_a_bad_one_fails_alone() {
        HttpResponse<String> response = send(task("a") + "{\"id\":\"b\"}\n" + "nonsense\n" + task("c")
                + task("a").strip());
        assertEquals(200, response.statusCode());
        List<JsonObject> answers = lines(response.body());
        assertEquals(
                List.of(201, 400, 400, 201, 200),
                answers.stream().map(line -> line.getInteger("status")).toList());
        assertEquals("a", answers.get(0).getString("id"));
        assertTrue(answers.get(1).getJsonObject("error").getJsonArray("errors").size() > 0, response.body());
        assertEquals("c", answers.get(3).getString("id"));
        assertEquals(2, api.taskCount());
    }

    @Tag("contract")
    @Test
    void a_refusal_names_its_line_and_its_id() {
        String withoutAction = "{\"id\":\"b\",\"delay\":\"PT1H\"}\n";
        String body = task("a") + withoutAction + "\n" + "{\"delay\":}\n"
                + task("a").replace("PT1H", "PT2H") + "\r\n" + "x".repeat(HttpLimits.BODY_BYTES_MAX + 1);
        List<JsonObject> answers = lines(send(body).body());
        assertEquals(
                Arrays.asList(null, 2, 4, 5, 7),
                answers.stream().map(line -> line.getInteger("line")).toList());
        assertEquals(
                Arrays.asList("a", "b", null, "a", null),
                answers.stream().map(line -> line.getString("id")).toList());
        String broken = answers.get(2).encode();
        assertTrue(broken.contains("is broken at column 10: "), broken);
    }

    @Tag("contract")
    @Test
    void an_id_that_exists_with_another_body_is_a_conflict_of_its_line() {
        send(task("a"));
        List<JsonObject> answers =
                lines(send(task("a").replace("PT1H", "PT2H") + task("b")).body());
        assertEquals(409, answers.get(0).getInteger("status"));
        assertEquals(201, answers.get(1).getInteger("status"));
    }

    @Tag("contract")
    @Test
    void a_line_that_is_too_long_is_refused_and_the_next_one_taken() {
        String tooLong = "x".repeat(HttpLimits.BODY_BYTES_MAX + 1) + "\n";
        List<JsonObject> answers = lines(send(tooLong + task("b")).body());
        assertEquals(413, answers.get(0).getInteger("status"));
        assertEquals(201, answers.get(1).getInteger("status"));
    }

    @Test
    void a_store_that_is_away_is_told_line_by_line() {
        api.backend.storeFails = FailureCode.UNAVAILABLE;
        List<JsonObject> answers = lines(send(task("a") + task("b")).body());
        assertEquals(
                List.of(503, 503),
                answers.stream().map(line -> line.getInteger("status")).toList());
    }

    @Test
    void a_client_that_sends_all_before_it_reads_is_served() throws IOException {
        int count = 20_000;
        try (Socket socket = api.connect()) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < count; i++) {
                lines.append(task("bulk-" + i));
            }
            byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
            String head = "POST /tasks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                    + Bodies.LINES + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            assertEquals(count, created(socket.getInputStream()).size());
        }
        assertEquals(count, api.backend.tasks.size());
    }

    private static List<String> created(InputStream in) throws IOException {
        List<String> created = new ArrayList<>();
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("{\"status\":201"))
                .forEach(created::add);
        return created;
    }
}
