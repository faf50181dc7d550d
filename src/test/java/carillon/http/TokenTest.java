package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenTest {

    private static final String TASK = "{\"id\":\"t\",\"every\":\"PT30S\",\"action\":\"sync\"}";

    private final RunningApi api = new RunningApi(Tokens.config());

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
                    401,
                    api.get(path, "Authorization", "Bearer " + Tokens.READ + "x")
                            .statusCode(),
                    path);
            assertEquals(
                    401, api.get(path, "Authorization", "Basic " + Tokens.READ).statusCode(), path);
        }
        assertTrue(api.get("/tasks").headers().firstValue("WWW-Authenticate").isPresent());
    }

    @Test
    void a_reader_reads_and_a_writer_does_both() {
        assertEquals(
                403,
                api.post("/tasks", TASK, "Authorization", "Bearer " + Tokens.READ)
                        .statusCode());
        assertEquals(
                201,
                api.post("/tasks", TASK, "Authorization", "bearer " + Tokens.WRITE)
                        .statusCode());
        assertEquals(
                200,
                api.get("/tasks/t", "Authorization", "Bearer " + Tokens.READ).statusCode());
        assertEquals(
                200,
                api.get("/tasks/t", "Authorization", "Bearer " + Tokens.WRITE).statusCode());
    }

    @Test
    void a_purge_takes_an_administrator_however_it_is_spelled() {
        api.post("/tasks", TASK, "Authorization", "Bearer " + Tokens.WRITE);
        for (String query : new String[] {"purge=true", "%70urge=true", "purge=%74rue"}) {
            assertEquals(403, delete(query, Tokens.WRITE), query);
        }
        assertEquals(204, delete("purge=true", Tokens.ADMIN));
        assertEquals(404, delete("", Tokens.WRITE));
    }

    private int delete(String query, String token) {
        return api.send("DELETE", "/tasks/t?" + query, new byte[0], "Authorization", "Bearer " + token)
                .statusCode();
    }
}
