package carillon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryConfigTest {

    @Test
    void everything_has_a_default_and_loopback_is_not_allowed_by_it() {
        DeliveryConfig config = DeliveryConfig.parse(new JsonObject());

        assertEquals(Keys.WINDOW_MAX.absent(), config.windowMax());
        assertFalse(config.loopbackAllowed());
        assertTrue(config.allow().isEmpty());
        assertFalse(config.node().isBlank());
    }

    @Test
    void what_is_given_is_taken() {
        DeliveryConfig config = DeliveryConfig.parse(new JsonObject("""
                {"node": "n1", "delivery": {"windowMax": 5, "attemptsMax": 4, "connectionsPerHostMax": 3,
                 "callsPerHandlerMax": 2, "drainMillis": 1, "loopbackAllowed": true, "allow": ["10.0.0.0/8"]}}"""));

        assertEquals("n1", config.node());
        assertEquals(5, config.windowMax());
        assertEquals(4, config.attemptsMax());
        assertEquals(3, config.connectionsPerHostMax());
        assertEquals(2, config.callsPerHandlerMax());
        assertEquals(1, config.drainMillis());
        assertTrue(config.loopbackAllowed());
        assertEquals("[10.0.0.0/8]", config.allow().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"windowMax\": 0",
                "\"windowMax\": \"5\"",
                "\"drainMillis\": -1",
                "\"loopbackAllowed\": \"yes\"",
                "\"allow\": \"10.0.0.0/33\"",
                "\"allow\": [1]",
                "\"allow\": [\"localhost\"]",
                "\"attemptsMax\": null"
            })
    void what_is_out_of_range_is_refused(String entry) {
        JsonObject config = new JsonObject("{\"delivery\": {" + entry + "}}");
        assertThrows(IllegalArgumentException.class, () -> DeliveryConfig.parse(config));
    }
}
