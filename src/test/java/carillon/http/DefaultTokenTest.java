package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.config.ConfigException;
import carillon.config.NodeConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** There is no token, user or password that works before somebody set one. */
class DefaultTokenTest {

    @Test
    void there_is_none_by_default_and_so_no_bind_that_others_reach() {
        assertEquals(
                List.of(), NodeConfig.read(new JsonObject(), Map.of()).http().tokens());
        for (String host : List.of("0.0.0.0", "::", "10.0.0.1")) {
            ConfigException refused = assertThrows(
                    ConfigException.class, () -> NodeConfig.read(new JsonObject().put("host", host), Map.of()));
            assertTrue(String.valueOf(refused.getMessage()).contains("auth.tokens must not be empty"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "admin",
                "default_token",
                "changeme",
                "changemechangemechangemechangeme",
                "00000000000000000000000000000000",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void none_that_people_use_as_a_default_can_be_set(String token) {
        JsonArray tokens =
                new JsonArray().add(new JsonObject().put("token", token).put("role", "admin"));
        JsonObject config = new JsonObject().put("auth.tokens", tokens);
        assertThrows(ConfigException.class, () -> NodeConfig.read(config, Map.of()));
    }

    @Test
    void none_that_people_use_as_a_default_lets_anybody_in() {
        try (RunningApi api = new RunningApi(Tokens.config())) {
            for (String guess : List.of("", "admin", "default_token", "secret", "null", "undefined")) {
                String basic = Base64.getEncoder().encodeToString(("admin:" + guess).getBytes());
                assertEquals(
                        401,
                        api.get("/tasks", "Authorization", "Bearer " + guess).statusCode());
                assertEquals(
                        401,
                        api.get("/tasks", "Authorization", "Basic " + basic).statusCode());
                assertEquals(
                        401,
                        api.get("/tasks?token=" + guess, "X-Api-Key", guess).statusCode());
            }
        }
    }
}
