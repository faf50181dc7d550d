package carillon.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/**
 * How attempts are made. Read from the section {@code delivery} of the configuration, but for {@code node}, which
 * stands at its top.
 *
 * @param node the name of this JVM, by which owners know who is near
 * @param windowMax orders held at once, waiting ones included; further ones are sent back
 * @param attemptsMax attempts under way at once
 * @param connectionsPerHostMax attempts under way at once to one host and port
 * @param callsPerHandlerMax attempts under way at once to the handlers of one name
 * @param drainMillis how long attempts under way may still take when the verticle stops
 * @param loopbackAllowed whether webhooks may go to this machine itself
 * @param allow ranges that webhooks may go to although they are not public
 */
public record DeliveryConfig(
        String node,
        int windowMax,
        int attemptsMax,
        int connectionsPerHostMax,
        int callsPerHandlerMax,
        int drainMillis,
        boolean loopbackAllowed,
        List<Cidr> allow) {

    public static final int WINDOW_DEFAULT = 4_096;
    public static final int ATTEMPTS_DEFAULT = 1_024;
    public static final int CONNECTIONS_PER_HOST_DEFAULT = 32;
    public static final int CALLS_PER_HANDLER_DEFAULT = 512;
    public static final int DRAIN_MILLIS_DEFAULT = 10_000;

    private static final int WINDOW_LIMIT = 100_000;
    private static final int DRAIN_MILLIS_LIMIT = 3_600_000;

    public DeliveryConfig {
        allow = List.copyOf(allow);
    }

    /**
     * Reads the configuration of a verticle.
     *
     * @throws IllegalArgumentException if a value is of the wrong type or out of range, with the key and what it may be
     */
    public static DeliveryConfig parse(JsonObject config) {
        JsonObject delivery = config.getJsonObject("delivery", new JsonObject());
        return new DeliveryConfig(
                config.getString("node", UUID.randomUUID().toString()),
                count(delivery, "windowMax", WINDOW_DEFAULT, 1, WINDOW_LIMIT),
                count(delivery, "attemptsMax", ATTEMPTS_DEFAULT, 1, WINDOW_LIMIT),
                count(delivery, "connectionsPerHostMax", CONNECTIONS_PER_HOST_DEFAULT, 1, WINDOW_LIMIT),
                count(delivery, "callsPerHandlerMax", CALLS_PER_HANDLER_DEFAULT, 1, WINDOW_LIMIT),
                count(delivery, "drainMillis", DRAIN_MILLIS_DEFAULT, 0, DRAIN_MILLIS_LIMIT),
                flag(delivery, "loopbackAllowed"),
                ranges(delivery));
    }

    private static int count(JsonObject delivery, String key, int absent, int min, int max) {
        Object value = delivery.getValue(key, absent);
        if (value instanceof Integer count && count >= min && count <= max) {
            return count;
        }
        throw refused(key, "a whole number from " + min + " to " + max, value);
    }

    private static boolean flag(JsonObject delivery, String key) {
        Object value = delivery.getValue(key, false);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw refused(key, "true or false", value);
    }

    private static List<Cidr> ranges(JsonObject delivery) {
        Object value = delivery.getValue("allow", new JsonArray());
        if (value instanceof JsonArray ranges && ranges.stream().allMatch(String.class::isInstance)) {
            return ranges.stream().map(range -> Cidr.parse((String) range)).toList();
        }
        throw refused("allow", "a list of ranges such as [\"10.0.0.0/8\"]", value);
    }

    private static IllegalArgumentException refused(String key, String wanted, Object value) {
        return new IllegalArgumentException("delivery." + key + " must be " + wanted + ", and is " + value);
    }
}
