package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.DeliveryMessage.Order;
import carillon.message.Occurrence;
import carillon.task.Payload;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookHeadersTest {

    private final Order order = Orders.webhook("task001", "http://a.example/");

    @Test
    void an_attempt_says_what_it_is() {
        Map<String, String> headers = headers(order, Map.of());

        assertEquals("task001@1732156800000", headers.get("webhook-id"));
        assertEquals("1732156801", headers.get("webhook-timestamp"));
        assertEquals("task001", headers.get("carillon-task"));
        assertEquals("1", headers.get("carillon-attempt"));
        assertEquals("3", headers.get("carillon-term"));
        assertEquals("2024-11-21T02:40:00Z", headers.get("carillon-scheduled-for"));
        assertEquals("application/json", headers.get("content-type"));
        assertEquals("Carillon", headers.get("user-agent"));
    }

    @Test
    void every_attempt_begins_a_trace_of_its_own() {
        String first = traceparent(1);

        assertTrue(first.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00"), first);
        assertNotEquals(first, traceparent(2));
    }

    @Test
    void the_webhook_id_stays_with_the_occurrence_and_names_no_other() {
        Order again = Orders.withTerm(Orders.withAttempt(order, 5), 9);

        assertEquals(
                headers(order, Map.of()).get("webhook-id"),
                headers(again, Map.of()).get("webhook-id"));
        List<String> ids = List.of("a.b", "a~b", "a", "a:b").stream()
                .map(id -> WebhookHeaders.id(new Occurrence(id, 1)))
                .distinct()
                .toList();
        assertEquals(4, ids.size());
        assertTrue(ids.stream().noneMatch(id -> id.contains(".")), "a full stop separates the parts that are signed");
    }

    @Test
    void without_a_payload_there_is_no_content_type() {
        assertFalse(headers(Orders.withPayload(order, Payload.NONE), Map.of()).containsKey("content-type"));
    }

    @Test
    void the_users_headers_are_sent_too() {
        Map<String, String> headers =
                headers(order, Map.of("Content-Type", "application/cloudevents+json", "x-a", "1"));

        assertEquals("application/cloudevents+json", headers.get("content-type"));
        assertEquals("1", headers.get("x-a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "Host", "content-length", "webhook-id", "Webhook-Signature", "carillon-term"})
    void the_user_cannot_set_what_carillon_sets(String name) {
        assertThrows(IllegalArgumentException.class, () -> headers(order, Map.of(name, "x")));
    }

    private String traceparent(long seed) {
        return String.valueOf(WebhookHeaders.of(order, Map.of(), signature(), 0, new SplittableRandom(seed))
                .get("traceparent"));
    }

    private static Map<String, String> headers(Order order, Map<String, String> user) {
        return WebhookHeaders.of(order, user, signature(), 1_732_156_801_999L, new SplittableRandom(1));
    }

    private static WebhookSignature signature() {
        return WebhookSignature.of(List.of(DeliveryFixture.SECRET));
    }
}
