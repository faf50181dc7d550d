package carillon.config;

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

    private static final String SECTION = "delivery";

    /** No setting of a user: whoever composes the node knows who can reach it. */
    private static final Key<Boolean> LOOPBACK_ALLOWED =
            new Key<>("delivery.loopbackAllowed", Kind.flag(), false, "Whether webhooks may go to this machine itself");

    public DeliveryConfig {
        allow = List.copyOf(allow);
    }

    /**
     * Reads the configuration of a verticle.
     *
     * @throws IllegalArgumentException if a value is of the wrong type or out of range, with the key and what it may be
     */
    public static DeliveryConfig parse(JsonObject config) {
        JsonObject delivery = config.getJsonObject(SECTION, new JsonObject());
        return new DeliveryConfig(
                config.getString("node", UUID.randomUUID().toString()),
                value(delivery, Keys.WINDOW_MAX),
                value(delivery, Keys.ATTEMPTS_MAX),
                value(delivery, Keys.CONNECTIONS_PER_HOST_MAX),
                value(delivery, Keys.CALLS_PER_HANDLER_MAX),
                value(delivery, Keys.DELIVERY_DRAIN_MILLIS),
                value(delivery, LOOPBACK_ALLOWED),
                value(delivery, Keys.ALLOW).stream().map(Cidr::parse).toList());
    }

    private static <T> T value(JsonObject delivery, Key<T> key) {
        String name = key.name().substring(SECTION.length() + 1);
        if (!delivery.containsKey(name)) {
            return key.absent();
        }
        Object given = delivery.getValue(name);
        T value = given == null ? null : key.kind().reading().read(given);
        if (value == null) {
            throw new IllegalArgumentException(
                    key.name() + " must be " + key.kind().wanted() + "; it is " + given);
        }
        return value;
    }
}
