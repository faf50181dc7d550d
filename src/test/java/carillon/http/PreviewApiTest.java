package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PreviewApiTest {

    private static final String SUNDAYS =
            "{\"cron\":\"30 2 * * SUN\",\"zone\":\"Europe/Paris\",\"count\":3," + "\"from\":\"2026-03-22T01:30:00Z\"}";
    private static final String LINES = "application/x-ndjson";

    private final RunningApi api = new RunningApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Tag("contract")
    @Test
    void a_cron_expression_is_shown_in_instants_and_words() {
        HttpResponse<String> answer = api.post("/preview", SUNDAYS);
        assertEquals(200, answer.statusCode());
        JsonObject preview = new JsonObject(answer.body());
        assertEquals("unix", preview.getString("dialect"));
        assertEquals("Europe/Paris", preview.getString("zone"));
        assertEquals(
                new JsonArray(
                        List.of("2026-03-29T03:30:00+02:00", "2026-04-05T02:30:00+02:00", "2026-04-12T02:30:00+02:00")),
                preview.getJsonArray("next"));
        String note = "on 29 March 2026 at 03:30 instead of 02:30, because the clock goes forward";
        assertEquals("at 02:30 on Sundays, Europe/Paris; " + note, preview.getString("explanation"));
        assertEquals(
                new JsonObject().put("gap", "shift").put("overlap", "first").put("note", note),
                preview.getJsonObject("dst"));
    }

    @Tag("contract")
    @Test
    void five_instants_from_now_are_shown_where_nothing_else_is_asked_for() {
        JsonObject preview =
                new JsonObject(api.post("/preview", "{\"every\":\"PT1H\"}").body());
        assertEquals(5, preview.getJsonArray("next").size());
        Instant first = Instant.parse(preview.getJsonArray("next").getString(0));
        assertTrue(first.isAfter(Instant.parse("2026-01-01T00:00:00Z")));
        assertEquals("every hour", preview.getString("explanation"));
    }

    @Test
    void the_task_that_is_about_to_be_created_is_previewed_as_it_is() {
        JsonObject task = new JsonObject(SUNDAYS)
                .put("id", "weekly")
                .put("action", new JsonObject().put("http", new JsonObject().put("url", "https://example.com/")))
                .put("payload", "x".repeat(200_000))
                .put("retry", new JsonObject().put("maxAttempts", 2))
                .put("enabled", false);
        HttpResponse<String> answer = api.post("/preview", task.encode());
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(api.post("/preview", SUNDAYS).body(), answer.body());
        assertEquals(0, api.backend.asked.get(), "nothing is stored");
        task.put("expiresAt", "2026-04-01T00:00:00Z");
        JsonObject expiring = new JsonObject(api.post("/preview", task.encode()).body());
        assertEquals(JsonArray.of("2026-03-29T03:30:00+02:00"), expiring.getJsonArray("next"));
    }

    @Tag("contract")
    @Test
    void what_creation_would_refuse_of_a_task_its_preview_refuses() {
        String task = "{\"every\":\"PT1H\",\"action\":\"http://h/\",\"retry\":{\"maxAttempts\":0}}";
        HttpResponse<String> answer = api.post("/preview", task);
        assertEquals(400, answer.statusCode());
        assertEquals(
                new JsonObject(api.post("/tasks", task).body()).getJsonArray("errors"),
                new JsonObject(answer.body()).getJsonArray("errors"));
    }

    @Tag("contract")
    @Test
    void what_is_wrong_is_told_with_pointers() {
        HttpResponse<String> answer = api.post("/preview", "{\"cron\":\"0 25 * * *\",\"count\":1001}");
        assertEquals(400, answer.statusCode());
        JsonArray errors = new JsonObject(answer.body()).getJsonArray("errors");
        assertEquals("/count", errors.getJsonObject(0).getString("pointer"));
        assertEquals("/cron", errors.getJsonObject(1).getString("pointer"));
    }

    @Tag("contract")
    @Test
    void lines_are_answered_in_order_and_a_bad_one_fails_alone() {
        String tooLong = "{\"cron\":\"" + "0".repeat(HttpLimits.BODY_BYTES_MAX) + "\"}";
        String body = String.join("\n", SUNDAYS, "", "{\"cron\":\"x\"}", tooLong, "\r", "[]", "{\"delay\":\"PT90M\"}");
        HttpResponse<String> answer = lines(body);
        assertEquals(200, answer.statusCode());
        assertEquals(LINES, answer.headers().firstValue("Content-Type").orElse(""));
        List<JsonObject> answers = answer.body().lines().map(JsonObject::new).toList();
        assertEquals(
                List.of(200, 400, 413, 400, 200),
                answers.stream().map(line -> line.getInteger("status")).toList());
        assertEquals(
                Arrays.asList(null, 3, 4, 6, null),
                answers.stream().map(line -> line.getInteger("line")).toList());
        assertEquals(
                "/cron",
                answers.get(1)
                        .getJsonObject("error")
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"));
        assertTrue(answers.get(2)
                .getJsonObject("error")
                .getString("detail")
                .contains(HttpLimits.BODY_BYTES_MAX + " bytes"));
        assertEquals(
                "once, 1 hour and 30 minutes after the task is accepted",
                answers.get(4).getString("explanation"));
    }

    @Tag("contract")
    @Test
    void a_client_that_sends_all_before_it_reads_is_served() throws IOException {
        int count = 20_000;
        String body = "{\"cron\":\"0 9 * * 1-5\",\"count\":1}\n".repeat(count);
        String answer = api.raw("POST /preview HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                + LINES + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertEquals(count, answer.split("at 09:00 on weekdays", -1).length - 1);
    }

    @Tag("contract")
    @Test
    void another_method_or_another_type_is_refused() {
        assertEquals(405, api.get("/preview").statusCode());
        byte[] body = SUNDAYS.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                415,
                api.send("POST", "/preview", body, "Content-Type", "text/plain").statusCode());
        assertEquals(
                415,
                api.send("POST", "/preview", body, "Content-Type", LINES, "Content-Encoding", "gzip")
                        .statusCode());
    }

    private HttpResponse<String> lines(String body) {
        return api.send("POST", "/preview", body.getBytes(StandardCharsets.UTF_8), "Content-Type", LINES);
    }
}
