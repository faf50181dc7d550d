package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final byte[] BODY = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);

    @Test
    void the_official_library_makes_the_same_signature() throws Exception {
        WebhookSignature signature = WebhookSignature.of(List.of(DeliveryFixture.SECRET));

        for (int i = 0; i < 3; i++) {
            String expected = new Webhook(DeliveryFixture.SECRET).sign("id" + i, 1_700_000_000L + i, "{\"n\":1}");
            assertEquals(expected, signature.sign("id" + i, 1_700_000_000L + i, BODY));
        }
    }

    @Test
    void two_active_secrets_make_two_signatures() {
        String both = WebhookSignature.of(List.of(DeliveryFixture.SECRET, DeliveryFixture.NEXT_SECRET))
                .sign("id", 1, BODY);

        assertEquals(
                WebhookSignature.of(List.of(DeliveryFixture.SECRET)).sign("id", 1, BODY)
                        + ' '
                        + WebhookSignature.of(List.of(DeliveryFixture.NEXT_SECRET))
                                .sign("id", 1, BODY),
                both);
    }

    @Test
    void secrets_that_protect_nothing_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> WebhookSignature.of(List.of()));
        assertThrows(IllegalArgumentException.class, () -> WebhookSignature.of(List.of("")));
        assertThrows(IllegalArgumentException.class, () -> WebhookSignature.of(List.of("whsec_")));
        assertThrows(IllegalArgumentException.class, () -> WebhookSignature.of(List.of("no base64!")));
    }

    @Test
    void the_published_vectors_hold() throws IOException {
        String folder = System.getProperty("vectors", "");
        Assumptions.assumeFalse(folder.isEmpty(), "no vectors: run with -Dvectors=FOLDER");
        Path file = Path.of(folder, "webhooks", "standard-webhooks.jsonl");
        Assumptions.assumeTrue(Files.exists(file), "no vectors at " + file);
        int checked = 0;
        try (Stream<String> lines = Files.lines(file)) {
            for (JsonObject vector : lines.map(JsonObject::new).toList()) {
                checked += check(vector) ? 1 : 0;
            }
        }
        assertTrue(checked >= 5, "only " + checked + " vectors are about signing");
    }

    private static boolean check(JsonObject vector) {
        String id = vector.getString("id");
        switch (vector.getString("op")) {
            case "construct" ->
                assertThrows(
                        IllegalArgumentException.class, () -> WebhookSignature.of(List.of(vector.getString("secret"))));
            case "sign" ->
                assertEquals(
                        vector.getString("expected"),
                        sign(vector, vector.getString("webhook_id"), vector.getString("timestamp")),
                        id);
            default -> {
                JsonObject headers = vector.getJsonObject("headers");
                if (!vector.getBoolean("ok") || headers.getString("webhook-id") == null) {
                    return false;
                }
                String ours = sign(vector, headers.getString("webhook-id"), headers.getString("webhook-timestamp"));
                assertTrue(
                        List.of(headers.getString("webhook-signature").split(" "))
                                .contains(ours),
                        id);
            }
        }
        return true;
    }

    private static String sign(JsonObject vector, String webhookId, String timestamp) {
        return WebhookSignature.of(List.of(vector.getString("secret")))
                .sign(
                        webhookId,
                        Long.parseLong(timestamp),
                        vector.getString("payload").getBytes(StandardCharsets.UTF_8));
    }
}
