package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No secret in a log or an answer, whatever goes wrong with it; over a whole node and real sockets. */
class SecretsStayInsideTest {

    private static final String TOKEN = "operator-0123456789abcdef01234567";
    private static final String HEADER = "Bearer canary-of-a-header";
    private static final String PARAMETER = "canary-of-a-parameter";
    private static final Pattern PASSWORD = Pattern.compile("://[^:/@]+:([^@/]+)@");

    private final String databaseUrl = TestPostgres.freshDatabase();
    private final LogLines log = new LogLines();
    private final Receiver receiver = new Receiver();
    private final LocalNode node = LocalNode.start(
            new JsonObject()
                    .put("database.url", databaseUrl)
                    .put(
                            "auth.tokens",
                            new JsonArray()
                                    .add(new JsonObject().put("token", TOKEN).put("role", "admin"))),
            new String[] {"Authorization", "Bearer " + TOKEN});
    private final Client client = node.client();
    private final List<String> answers = new ArrayList<>();

    @AfterEach
    void stop() {
        node.close();
        receiver.close();
        log.close();
    }

    @Test
    void no_secret_is_in_a_log_or_an_answer_but_it_reaches_its_receiver() {
        receiver.answer("hook", arrival -> arrival.request()
                .response()
                .setStatusCode(500)
                .end("you sent " + arrival.headers().get("authorization") + " and "
                        + arrival.request().uri())
                .onFailure(gone -> {}));
        JsonObject task = task("hook");
        assertEquals(201, ask("POST", "/tasks", task.encode()));
        receiver.awaitArrivals("hook", 1);
        assertEquals(List.of(HEADER), receiver.of("hook").getFirst().headers().get("authorization"));
        client.awaitState("hook", "dead");

        ask("POST", "/tasks", task.encode());
        ask("POST", "/tasks", task.put("labels", 5).encode());
        ask("GET", "/tasks/hook", "");
        ask("GET", "/tasks", "");
        ask("GET", "/tasks/hook/runs", "");
        ask("PUT", "/tasks/hook", task("hook").put("delay", "PT2H").encode());
        ask("POST", "/tasks/hook/pause", "");
        ask("DELETE", "/tasks/hook", "");
        ask("GET", "/metrics", "");
        log.awaitLine("\"method\":\"DELETE\"");

        assertTrue(answers.stream().anyMatch(answer -> answer.contains("HTTP 500: you sent")));
        List<String> secrets = new ArrayList<>(List.of("canary-of", TOKEN));
        secrets.addAll(node.webhookSecrets());
        Matcher password = PASSWORD.matcher(databaseUrl);
        if (password.find()) {
            secrets.add(password.group(1));
        }
        for (String secret : secrets) {
            answers.forEach(answer -> assertFalse(answer.contains(secret), () -> secret + " in " + answer));
            log.lines().forEach(line -> assertFalse(line.contains(secret), () -> secret + " in " + line));
        }
    }

    @Test
    void a_task_that_was_read_is_written_back_with_its_secrets() {
        JsonObject task = task("kept").put("delay", "PT1H");
        assertEquals(201, ask("POST", "/tasks", task.encode()));
        JsonObject http = client.task("kept").getJsonObject("action").getJsonObject("http");
        assertEquals("***", http.getJsonObject("headers").getString("authorization"));

        task.put("action", new JsonObject().put("http", http)).put("delay", "PT0S");
        assertEquals(200, ask("PUT", "/tasks/kept", task.encode()));
        receiver.awaitArrivals("kept", 1);
        Receiver.Arrival arrival = receiver.of("kept").getFirst();
        assertEquals(List.of(HEADER), arrival.headers().get("authorization"));
        assertTrue(arrival.request().uri().endsWith("?api_key=" + PARAMETER + "&n=1"));
    }

    @Test
    void a_mark_that_stands_for_nothing_is_refused_and_says_where() {
        JsonObject task = task("none");
        task.getJsonObject("action")
                .getJsonObject("http")
                .getJsonObject("headers")
                .put("authorization", "***");
        for (String[] call : new String[][] {{"POST", "/tasks"}, {"PUT", "/tasks/none"}}) {
            assertEquals(400, ask(call[0], call[1], task.encode()));
            assertTrue(answers.getLast().contains("/action/http/headers/authorization"), answers::getLast);
        }
    }

    private int ask(String method, String path, String body) {
        HttpResponse<String> answer = client.send(method, path, body);
        answers.add(answer.headers().map() + answer.body());
        return answer.statusCode();
    }

    private JsonObject task(String id) {
        JsonObject action = receiver.action();
        JsonObject http = action.getJsonObject("http");
        http.put("url", http.getString("url") + "?api_key=" + PARAMETER + "&n=1");
        http.put("headers", new JsonObject().put("authorization", HEADER));
        return new JsonObject()
                .put("id", id)
                .put("delay", "PT0S")
                .put("action", action)
                .put("retry", new JsonObject().put("maxAttempts", 1));
    }
}
