package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsPageTest {

    private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"(/[^\"]*)\"");

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*// .*$");

    private final RunningApi api = new RunningApi(Tokens.config());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everything_that_the_page_names_is_there() {
        List<String> named =
                NAMED.matcher(page()).results().map(found -> found.group(1)).toList();
        assertTrue(named.contains("/docs/swagger-ui-bundle.js"), named::toString);
        assertTrue(named.contains("/openapi.json"), named::toString);
        for (String path : named) {
            HttpResponse<String> answer = api.get(path, "Authorization", "Bearer " + Tokens.READ);
            assertEquals(200, answer.statusCode(), path);
            assertFalse(answer.body().isEmpty(), path);
        }
    }

    @Test
    void the_page_and_its_start_name_no_other_host() {
        String ours = page()
                + api.get("/docs/page.js").body()
                + api.get("/docs/page.css").body();
        String said = COMMENT.matcher(ours).replaceAll("");
        assertFalse(said.contains("//"), said);
    }

    @Test
    void the_page_has_neither_script_nor_style_of_its_own() {
        assertFalse(Pattern.compile("<script(?![^>]* src=)|<style|style=|\\bon\\w+=")
                .matcher(page())
                .find());
    }

    @Test
    void the_browser_may_load_run_and_ask_nothing_from_elsewhere() {
        for (String path : DocsPage.paths()) {
            String policy = header(api.get(path), "Content-Security-Policy");
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"), policy);
            assertTrue(policy.contains("connect-src 'self'"), policy);
            assertFalse(policy.contains("unsafe") || policy.contains("*") || policy.contains("http"), policy);
            assertEquals("nosniff", header(api.get(path), "X-Content-Type-Options"));
            assertEquals("DENY", header(api.get(path), "X-Frame-Options"));
        }
    }

    @Test
    void each_file_says_what_it_is() {
        assertEquals("text/html; charset=utf-8", header(api.get("/docs"), "Content-Type"));
        assertEquals("text/css; charset=utf-8", header(api.get("/docs/swagger-ui.css"), "Content-Type"));
        assertEquals("text/javascript; charset=utf-8", header(api.get("/docs/swagger-ui-bundle.js"), "Content-Type"));
    }

    @Test
    void the_page_needs_no_token_and_what_it_reads_does() {
        assertEquals(200, api.get("/docs").statusCode());
        assertEquals(401, api.get("/openapi.json").statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/../openapi.json",
                "/docs/%2e%2e/openapi.json",
                "/docs/..%2fopenapi.json",
                "/docs//page.js",
                "/docs/page.js/../../tasks",
                "/docs/index.html",
                "/docs/swagger-ui.js",
                "/docs/logging.properties",
                "/docsx"
            })
    void no_other_path_gets_past_the_tokens(String path) throws Exception {
        String answer = api.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/index.html", "/docs/..%2f..%2flogging.properties", "/docs/swagger-ui.css.map"})
    void what_the_page_does_not_need_is_not_there(String path) {
        assertEquals(
                404, api.get(path, "Authorization", "Bearer " + Tokens.ADMIN).statusCode());
    }

    @Test
    void the_page_cannot_be_written_to() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                405,
                api.send("PUT", "/docs", body, "Authorization", "Bearer " + Tokens.ADMIN)
                        .statusCode());
    }

    private String page() {
        HttpResponse<String> answer = api.get("/docs");
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
