package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final String TASK = "{\"id\":\"t\",\"every\":\"PT30S\",\"action\":\"sync\"}";

    private final Logger logger = Logger.getLogger(Audit.LOGGER);
    private final List<JsonObject> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(new JsonObject(record.getMessage()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    @Test
    void each_changing_call_is_recorded_with_who_from_where_what_and_how_it_ended() {
        try (RunningApi api = new RunningApi(Tokens.config())) {
            api.post("/tasks", TASK, "Authorization", "Bearer " + Tokens.WRITE);
            api.send("POST", "/tasks/t/pause", new byte[0], "Authorization", "Bearer " + Tokens.WRITE);
            api.send("DELETE", "/tasks/t", new byte[0], "Authorization", "Bearer " + Tokens.READ);
            api.send("DELETE", "/tasks/t?purge=true", new byte[0]);
            api.send("DELETE", "/tasks/t", new byte[0], "Authorization", "Bearer " + Tokens.ADMIN);
            api.send("DELETE", "/tasks/t?purge=true", new byte[0], "Authorization", "Bearer " + Tokens.ADMIN);
            api.get("/secrets/webhook", "Authorization", "Bearer " + Tokens.ADMIN);
            api.send("POST", "/tasks/revive?state=dead", new byte[0], "Authorization", "Bearer " + Tokens.WRITE);
            api.get("/tasks/t", "Authorization", "Bearer " + Tokens.ADMIN);
        }
        assertEquals(
                List.of(
                        "deployer write 127.0.0.1 POST 201 [\"/tasks/t\"]",
                        "deployer write 127.0.0.1 POST 202 [\"/tasks/t/pause\"]",
                        "viewer read 127.0.0.1 DELETE 403 [\"/tasks/t\"]",
                        "nobody none 127.0.0.1 DELETE 401 [\"/tasks/t?purge=true\"]",
                        "operator admin 127.0.0.1 DELETE 204 [\"/tasks/t\",\"/tasks/t?purge=true\"]",
                        "operator admin 127.0.0.1 GET 200 [\"/secrets/webhook\"]",
                        "deployer write 127.0.0.1 POST 200 [\"/tasks/revive?state=dead\"]"),
                lines.stream().map(AuditTest::text).toList());
    }

    @Test
    void a_purge_is_told_from_a_cancel_however_long_the_path_is_spelled() {
        String spelledLong = "/tasks/" + "%61".repeat(150);
        try (RunningApi api = new RunningApi(Tokens.config())) {
            api.send("DELETE", spelledLong + "?purge=true", new byte[0], "Authorization", "Bearer " + Tokens.ADMIN);
        }
        String path = lines.getFirst().getJsonArray("paths").getString(0);
        assertEquals("?purge=true", path.substring(path.indexOf('?')));
        assertEquals(301, path.length());
    }

    @Test
    void no_secret_of_a_url_in_a_filter_and_no_token_in_a_query_is_recorded() {
        try (RunningApi api = new RunningApi(Tokens.config())) {
            for (String query : List.of(
                    "action=https%3A%2F%2Fh%2Fx%3Fsig%3Ds3cret%26a%3D1",
                    "%61ction=https://h/x?sig=s3cret",
                    "action=https://h/x?a=1&api_key=s3cret",
                    "access_token=s3cret&all=true",
                    "all=true&%74oken=s3cret")) {
                api.send("POST", "/tasks/pause?" + query, new byte[0]);
            }
        }
        assertEquals(
                List.of(
                        "/tasks/pause?action=https%3A%2F%2Fh%2Fx%3Fsig%3D***%26a%3D1",
                        "/tasks/pause?%61ction=https%3A%2F%2Fh%2Fx%3Fsig%3D***",
                        "/tasks/pause?action=https://h/x?a=1&api_key=***",
                        "/tasks/pause?access_token=***&all=true",
                        "/tasks/pause?all=true&%74oken=***"),
                lines.stream()
                        .flatMap(line -> line.getJsonArray("paths").stream())
                        .toList());
    }

    private static String text(JsonObject line) {
        return String.join(
                " ",
                line.getString("who"),
                line.getString("role"),
                line.getString("from"),
                line.getString("method"),
                line.getInteger("status").toString(),
                line.getJsonArray("paths").encode());
    }
}
