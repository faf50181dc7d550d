package carillon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.time.Clock;
import com.standardwebhooks.Webhook;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what the page on webhooks shows for verifying them, on what the library of the standard signs; that nodes sign
 * as it does is shown by WebhookTest.
 */
class SignaturesTest {

    private static final String SECRET = "whsec_bm90IGEgc2VjcmV0LCBidXQgbG9uZyBlbm91Z2g=";
    private static final String OLD_SECRET = "whsec_YW5vdGhlciBvbmUsIHdoaWNoIGlzIGJlaW5nIHJldGlyZWQ=";
    private static final String BODY = "{\"text\": \"grüß dich\"}";
    private static final Page PAGE = Page.read(Path.of("docs", "webhooks.md"));

    private static final String PYTHON = """
            import json
            from verify import verify
            for line in open("arrivals.ndjson", encoding="utf-8"):
                given = json.loads(line)
                print(verify(given["secret"], given["headers"], given["body"].encode()))
            """;
    private static final String JAVASCRIPT = """
            import {readFileSync} from 'node:fs';
            import {verify} from './verify.mjs';
            for (const line of readFileSync('arrivals.ndjson', 'utf8').trim().split('\\n')) {
              const given = JSON.parse(line);
              console.log(verify(given.secret, given.headers, Buffer.from(given.body)));
            }
            """;

    private final long now = Clock.system().epochMillis() / 1_000;

    /** What a receiver got, and whether it should believe it. */
    record Arrival(boolean isGenuine, String secret, Map<String, String> headers, String body) {

        String json() {
            JsonObject headersGiven = new JsonObject();
            headers.forEach(headersGiven::put);
            return new JsonObject()
                    .put("secret", secret)
                    .put("headers", headersGiven)
                    .put("body", body)
                    .encode();
        }
    }

    @Test
    void python_tells_the_genuine_from_the_forged(@TempDir Path folder) {
        assertTold("python3", "caller.py", PYTHON, folder);
    }

    @Test
    void javascript_tells_the_genuine_from_the_forged(@TempDir Path folder) {
        assertTold("node", "caller.mjs", JAVASCRIPT, folder);
    }

    @Test
    void java_tells_the_genuine_from_the_forged(@TempDir Path folder) throws ReflectiveOperationException {
        Method verify = UserCode.compile(PAGE, folder)
                .types()
                .get(0)
                .getMethod("verify", String.class, Map.class, byte[].class);
        for (Arrival arrival : arrivals().toList()) {
            byte[] body = arrival.body.getBytes(StandardCharsets.UTF_8);
            assertEquals(arrival.isGenuine, verify.invoke(null, arrival.secret, arrival.headers, body));
        }
    }

    private void assertTold(String program, String file, String caller, Path folder) {
        Shell shell = new Shell(folder);
        assumeTrue(shell.run("command -v " + program).exitCode() == 0, program + " is not on this machine");
        PAGE.blocks().forEach(block -> block.fileName().ifPresent(name -> shell.write(name, block.text())));
        shell.write(file, caller);
        shell.write(
                "arrivals.ndjson",
                String.join("\n", arrivals().map(Arrival::json).toList()));
        Shell.Outcome outcome = shell.run(program + " " + file);
        List<Boolean> told = outcome.lines().stream().map(Boolean::valueOf).toList();
        assertEquals(arrivals().map(Arrival::isGenuine).toList(), told, outcome::complaints);
    }

    private Stream<Arrival> arrivals() {
        String both = sign(OLD_SECRET, now) + " " + sign(SECRET, now);
        return Stream.of(
                new Arrival(true, SECRET, headers(now, sign(SECRET, now)), BODY),
                new Arrival(true, SECRET, headers(now, both), BODY),
                new Arrival(false, SECRET, headers(now, sign(OLD_SECRET, now)), BODY),
                new Arrival(false, SECRET, headers(now, sign(SECRET, now)), BODY + " "),
                new Arrival(false, SECRET, headers(now, sign(SECRET, now - 1)), BODY),
                new Arrival(false, SECRET, headers(now, "v1,"), BODY),
                new Arrival(false, SECRET, headers(now - 400, sign(SECRET, now - 400)), BODY),
                new Arrival(false, SECRET, headers(now + 400, sign(SECRET, now + 400)), BODY));
    }

    private static Map<String, String> headers(long sent, String signature) {
        return Map.of("webhook-id", "task@1", "webhook-timestamp", Long.toString(sent), "webhook-signature", signature);
    }

    private static String sign(String secret, long sent) {
        try {
            return new Webhook(secret).sign("task@1", sent, BODY);
        } catch (Exception e) {
            throw new AssertionError("the library cannot sign", e);
        }
    }
}
