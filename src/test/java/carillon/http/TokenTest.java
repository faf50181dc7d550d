package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenTest {

    private static final String READ = "reader-0123456789abcdef0123456789";
    private static final String WRITE = "writer-0123456789abcdef0123456789";
    private static final String ADMIN = "an-administrator-s-token-of-enough-characters";
    private static final String TASK = "{\"id\":\"t\",\"every\":\"PT30S\",\"action\":\"sync\"}";

    private final RunningApi api = new RunningApi(new JsonObject()
            .put(
                    "auth",
                    new JsonObject()
                            .put(
                                    "tokens",
                                    new JsonArray()
                                            .add(new JsonObject()
                                                    .put("token", READ)
                                                    .put("role", "read"))
                                            .add(new JsonObject()
                                                    .put("token", WRITE)
                                                    .put("role", "write"))
                                            .add(new JsonObject()
                                                    .put("token", ADMIN)
                                                    .put("role", "admin")))));

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void without_a_token_only_health_answers() {
        assertEquals(200, api.get("/health/ready").statusCode());
        assertEquals(200, api.get("/health").statusCode());
        for (String path :
                new String[] {"/tasks", "/metrics", "/openapi.json", "/healthy", "/nothing", "/tasks/../health"}) {
            assertEquals(401, api.get(path).statusCode(), path);
            assertEquals(
                    401, api.get(path, "Authorization", "Bearer " + READ + "x").statusCode(), path);
            assertEquals(401, api.get(path, "Authorization", "Basic " + READ).statusCode(), path);
        }
        assertTrue(api.get("/tasks").headers().firstValue("WWW-Authenticate").isPresent());
    }

    @Test
    void a_reader_reads_and_a_writer_does_both() {
        assertEquals(
                403, api.post("/tasks", TASK, "Authorization", "Bearer " + READ).statusCode());
        assertEquals(
                201,
                api.post("/tasks", TASK, "Authorization", "bearer " + WRITE).statusCode());
        assertEquals(200, api.get("/tasks/t", "Authorization", "Bearer " + READ).statusCode());
        assertEquals(
                200, api.get("/tasks/t", "Authorization", "Bearer " + WRITE).statusCode());
    }

    @Test
    void a_purge_takes_an_administrator_however_it_is_spelled() {
        api.post("/tasks", TASK, "Authorization", "Bearer " + WRITE);
        for (String query : new String[] {"purge=true", "%70urge=true", "purge=%74rue"}) {
            assertEquals(403, delete(query, WRITE), query);
        }
        assertEquals(204, delete("purge=true", ADMIN));
        assertEquals(404, delete("", WRITE));
    }

    private int delete(String query, String token) {
        return api.send("DELETE", "/tasks/t?" + query, new byte[0], "Authorization", "Bearer " + token)
                .statusCode();
    }
}
