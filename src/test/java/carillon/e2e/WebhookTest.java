package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("contract")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTest {

    private final Receiver receiver = new Receiver();
    private final Site node = Site.open();
    private final Client client = node.client();

    @AfterAll
    void stop() {
        node.close();
        receiver.close();
    }

    @Test
    void an_arrival_is_verified_by_the_library_of_the_standard() throws Exception {
        JsonObject payload = new JsonObject().put("text", "grüß dich").put("number", 1.50);
        client.create(task("signed").put("payload", payload));
        client.create(task("signed.without.payload"));
        Webhook library = new Webhook(secret());
        for (String id : List.of("signed", "signed.without.payload")) {
            receiver.awaitArrivals(id, 1);
            Receiver.Arrival arrival = receiver.of(id).get(0);
            HttpHeaders headers = HttpHeaders.of(arrival.headers(), (name, value) -> true);
            library.verify(arrival.body(), headers);
            assertEquals(List.of("1"), arrival.headers().get("carillon-attempt"));
        }
        assertEquals(payload, new JsonObject(receiver.of("signed").get(0).body()));
    }

    @Test
    void three_failures_are_tried_again_after_growing_gaps_and_end_in_one_outcome() {
        receiver.answer("shaky", arrival -> arrival.answer(arrival.number() <= 3 ? 500 : 200));
        JsonObject retry = new JsonObject().put("backoff", "PT0.2S").put("multiplier", 3);
        client.create(task("shaky").put("retry", retry.put("jitter", 0)));
        client.awaitState("shaky", "succeeded");
        JsonObject run = onlyRun("shaky");
        assertEquals(4, run.getInteger("attempt"));
        assertEquals(4, receiver.of("shaky").size());
        JsonArray failed = run.getJsonArray("failedAttempts");
        assertEquals(3, failed.size());
        Duration before = Duration.ZERO;
        for (int i = 0; i < 3; i++) {
            JsonObject next = i < 2 ? failed.getJsonObject(i + 1) : run;
            Duration gap = Duration.between(instant(failed.getJsonObject(i), "finishedAt"), instant(next, "startedAt"));
            assertTrue(gap.toMillis() >= 200 * Math.pow(3, i) - 1, "gap " + i + " is " + gap);
            assertTrue(gap.compareTo(before) > 0, gap + " after " + before);
            before = gap;
        }
    }

    @Test
    void silence_ends_in_a_dead_letter_that_is_revived() {
        receiver.answer("silent", arrival -> {});
        JsonObject retry = new JsonObject().put("maxAttempts", 2).put("backoff", "PT0.05S");
        client.create(task("silent").put("timeout", "PT0.3S").put("retry", retry));
        client.awaitState("silent", "dead");
        JsonObject dead = onlyRun("silent");
        assertEquals("dead", dead.getString("outcome"));
        assertEquals(2, dead.getInteger("attempt"));
        assertEquals(2, receiver.of("silent").size());

        receiver.answer("silent", arrival -> arrival.answer(204));
        String revive = "/tasks/silent/fire?scheduledFor=" + dead.getString("scheduledFor");
        assertEquals(202, client.post(revive, "").statusCode());
        client.awaitState("silent", "succeeded");
        JsonObject revived = onlyRun("silent");
        assertEquals("succeeded", revived.getString("outcome"));
        assertEquals(3, revived.getInteger("attempt"), "the attempts of an occurrence grow over its revival");
        assertEquals(3, receiver.of("silent").size());
        assertEquals(409, client.post(revive, "").statusCode());
    }

    @Test
    void a_refusal_for_good_is_dead_at_once() {
        receiver.answer("gone", arrival -> arrival.answer(410));
        client.create(task("gone"));
        client.awaitState("gone", "dead");
        assertEquals(1, receiver.of("gone").size());
    }

    private String secret() {
        JsonArray secrets = new JsonObject(client.get("/secrets/webhook").body()).getJsonArray("secrets");
        return secrets.getJsonObject(0).getString("secret");
    }

    private JsonObject task(String id) {
        return new JsonObject().put("id", id).put("delay", "PT0S").put("action", receiver.action());
    }

    private JsonObject onlyRun(String id) {
        List<JsonObject> runs = client.runs(id);
        assertEquals(1, runs.size(), runs::toString);
        return runs.get(0);
    }

    private static Instant instant(JsonObject json, String name) {
        return Instant.parse(json.getString(name));
    }
}
