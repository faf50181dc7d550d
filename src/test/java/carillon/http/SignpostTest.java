package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What there is at the root of the API, for who has nothing but its host and port. */
class SignpostTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final RunningApi api = new RunningApi(Tokens.config());

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/json, text/html;q=0.5"})
    void a_program_is_told_the_paths_to_begin_with(String accept) {
        HttpResponse<String> answer = api.get("/", "Accept", accept);
        assertEquals(200, answer.statusCode());
        assertEquals("application/json", header(answer, "Content-Type"));
        assertEquals(
                new JsonObject()
                        .put("docs", "/docs")
                        .put("openapi", "/openapi.json")
                        .put("tasks", "/tasks")
                        .put("health", "/health"),
                new JsonObject(answer.body()));
    }

    @Test
    void each_of_them_is_there() {
        for (Object path : new JsonObject(api.get("/").body()).getMap().values()) {
            assertEquals(
                    200,
                    api.get("" + path, "Authorization", "Bearer " + Tokens.READ).statusCode(),
                    "" + path);
        }
    }

    @Test
    void a_browser_is_sent_to_the_page_of_the_contract() {
        HttpResponse<String> answer = api.get("/", "Accept", BROWSER);
        assertEquals(303, answer.statusCode());
        assertEquals("/docs", header(answer, "Location"));
        assertEquals("Accept", header(answer, "Vary"));
        assertEquals("default-src 'none'; frame-ancestors 'none'", header(answer, "Content-Security-Policy"));
        assertEquals("DENY", header(answer, "X-Frame-Options"));
    }

    @Test
    void the_root_takes_get_and_nothing_else() {
        HttpResponse<String> answer = api.send("POST", "/", new byte[0], "Authorization", "Bearer " + Tokens.ADMIN);
        assertEquals(405, answer.statusCode());
        assertEquals("GET, HEAD", header(answer, "Allow"));
    }

    @Test
    void a_name_that_was_pointed_here_leads_nowhere() throws Exception {
        try (RunningApi local = new RunningApi()) {
            String answer = local.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
