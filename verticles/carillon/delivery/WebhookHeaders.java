package carillon.delivery;

import carillon.message.DeliveryMessage.Order;
import carillon.message.Occurrence;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The headers of a webhook. */
final class WebhookHeaders {

    private static final Set<String> OURS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "traceparent");
    private static final String WEBHOOK_PREFIX = "webhook-";
    private static final String CARILLON_PREFIX = "carillon-";

    private WebhookHeaders() {}

    /**
     * The headers of one attempt, but for those that {@link WebhookRequest} sets.
     *
     * @param user what the task's owner wants to be sent; may replace {@code content-type} and {@code user-agent}
     * @param nowMillis the database's time, in milliseconds since 1970
     * @throws IllegalArgumentException if the user's headers contain one that only Carillon may set
     */
    static Map<String, String> of(
            Order order, Map<String, String> user, WebhookSignature signature, long nowMillis, RandomGenerator random) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("user-agent", "Carillon");
        if (!order.payload().isNone()) {
            headers.put("content-type", "application/json");
        }
        user.forEach((name, value) -> headers.put(requireTheirs(name), value));
        String id = id(order.occurrence());
        long timestampSeconds = Math.floorDiv(nowMillis, 1_000L);
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestampSeconds));
        headers.put(
                "webhook-signature",
                signature.sign(id, timestampSeconds, order.payload().bytes()));
        headers.put("carillon-task", order.occurrence().id());
        headers.put("carillon-attempt", Integer.toString(order.attempt()));
        headers.put(
                "carillon-scheduled-for",
                Instant.ofEpochMilli(order.occurrence().scheduledFor()).toString());
        headers.put("carillon-term", Long.toString(order.term()));
        headers.put("traceparent", traceparent(random));
        return headers;
    }

    /**
     * The same for every attempt of an occurrence, and for no other. Standard Webhooks forbids full stops, which ids of
     * tasks may contain; percent and at sign they may not.
     */
    static String id(Occurrence occurrence) {
        return occurrence.id().replace(".", "%2E") + '@' + occurrence.scheduledFor();
    }

    /** A new trace of W3C Trace Context, not sampled. */
    private static String traceparent(RandomGenerator random) {
        HexFormat hex = HexFormat.of();
        // The lowest bit keeps the ids from being zero, which the standard forbids.
        return "00-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1) + '-'
                + hex.toHexDigits(random.nextLong() | 1) + "-00";
    }

    private static String requireTheirs(String given) {
        String name = given.toLowerCase(Locale.ROOT);
        if (OURS.contains(name) || name.startsWith(WEBHOOK_PREFIX) || name.startsWith(CARILLON_PREFIX)) {
            throw new IllegalArgumentException("the header " + name + " is set by Carillon; take it out of the task");
        }
        return name;
    }
}
