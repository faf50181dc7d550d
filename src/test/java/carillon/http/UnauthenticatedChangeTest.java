package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody changes anything without a token, over every call of the document, so that a new one cannot be forgotten. */
class UnauthenticatedChangeTest {

    private static final byte[] BODY = "{\"every\":\"PT30S\",\"action\":\"sync\"}".getBytes(StandardCharsets.UTF_8);
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final RunningApi api = new RunningApi(Tokens.config());

    @AfterEach
    void stop() {
        api.close();
    }

    /** A call of the document. */
    private record Call(String method, String path, boolean admin) {

        boolean changes() {
            return !method.equals("GET") && !path.equals(Previews.PATH);
        }

        boolean isOpen() {
            return path.startsWith("/health") || path.equals("/docs") || path.equals("/");
        }
    }

    @Test
    void without_a_token_no_call_is_made() throws IOException {
        for (Call call : calls()) {
            int expected = call.isOpen() ? 200 : 401;
            assertEquals(expected, send(call).statusCode(), call::toString);
            assertEquals(
                    expected,
                    send(call, "Authorization", "Bearer " + Tokens.WRITE + "x").statusCode(),
                    call::toString);
        }
        assertUntouched();
    }

    @Test
    void a_reader_changes_nothing() throws IOException {
        for (Call call : calls()) {
            if (call.changes() || call.admin()) {
                assertEquals(
                        403,
                        send(call, "Authorization", "Bearer " + Tokens.READ).statusCode(),
                        call::toString);
            }
        }
        assertUntouched();
    }

    @Test
    void what_an_admin_may_do_a_writer_may_not() throws IOException {
        List<Call> admins = calls().stream().filter(Call::admin).toList();
        assertTrue(admins.size() >= 3, admins::toString);
        for (Call call : admins) {
            assertEquals(
                    403, send(call, "Authorization", "Bearer " + Tokens.WRITE).statusCode(), call::toString);
            int status = send(call, "Authorization", "Bearer " + Tokens.ADMIN).statusCode();
            assertTrue(status < 300, () -> call + " " + status);
        }
    }

    @Test
    void a_page_of_a_browser_changes_nothing_where_there_are_no_tokens() throws IOException {
        try (RunningApi open = new RunningApi()) {
            for (Call call : calls()) {
                HttpResponse<String> answer = open.sendJson(
                        call.method(),
                        call.path(),
                        call.changes() ? BODY : new byte[0],
                        "Origin",
                        "http://evil.example");
                assertEquals(403, answer.statusCode(), call::toString);
                assertTrue(answer.headers()
                        .firstValue("Access-Control-Allow-Origin")
                        .isEmpty());
            }
            assertTrue(open.backend.tasks.isEmpty());
        }
    }

    private void assertUntouched() {
        assertTrue(api.backend.tasks.isEmpty());
        assertTrue(api.backend.changes.isEmpty());
    }

    private HttpResponse<String> send(Call call, String... headers) {
        return api.sendJson(call.method(), call.path(), call.changes() ? BODY : new byte[0], headers);
    }

    private static List<Call> calls() throws IOException {
        JsonObject paths = new JsonObject(Files.readString(Path.of("conf/openapi.json"))).getJsonObject("paths");
        List<Call> calls = new ArrayList<>();
        for (String path : paths.fieldNames()) {
            JsonObject operations = paths.getJsonObject(path);
            for (String method : operations.fieldNames()) {
                if (METHODS.contains(method)) {
                    boolean admin = operations.getJsonObject(method).encode().contains("\"bearer\":[\"admin\"]");
                    String filled = path.replaceAll("\\{\\w+}", "1");
                    calls.add(new Call(method.toUpperCase(Locale.ROOT), filled, admin));
                }
            }
        }
        return calls;
    }
}
