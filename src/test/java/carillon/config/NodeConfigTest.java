package carillon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeConfigTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void nothing_needs_to_be_said() {
        NodeConfig config = read(new JsonObject());
        assertEquals(new NodeConfig.Http("127.0.0.1", 8_080, List.of(), null), config.http());
        assertEquals(new NodeConfig.Lease(3_000, 500), config.lease());
        assertNull(config.database().url());
    }

    @Test
    void nested_objects_and_names_with_dots_mean_the_same() {
        assertEquals(
                read(new JsonObject().put("lease", new JsonObject().put("ttlMillis", 6_000)))
                        .lease(),
                read(new JsonObject().put("lease.ttlMillis", 6_000)).lease());
    }

    @Test
    void the_environment_overrides_the_configuration() {
        NodeConfig config = NodeConfig.read(
                new JsonObject().put("port", 1).put("data", "a"),
                Map.of(
                        "PORT", "9090",
                        "CARILLON_DATA", "/var/lib/carillon",
                        "CARILLON_DATABASE_URL", "postgresql://u:p@db/x",
                        "CARILLON_TIMER_ARMED_MAX", "7",
                        "CARILLON_TIMER_HORIZONMILLIS", "8000",
                        "CARILLON_VERTICLES", "a.B, c.D",
                        "CARILLON_DATABASE_EXCLUSIVE", "true",
                        "CARILLON_CLUSTER_HOST", "",
                        "HOME", "/root"));
        assertEquals(9_090, config.http().port());
        assertEquals("/var/lib/carillon", config.data());
        assertEquals("postgresql://u:p@db/x", config.database().url());
        assertEquals(7, config.timer().armedMax());
        assertEquals(8_000, config.timer().horizonMillis());
        assertEquals(List.of("a.B", "c.D"), config.verticles());
        assertTrue(config.database().exclusive());
    }

    @Test
    void all_faults_are_told_each_with_its_key() {
        List<String> faults = faults(
                new JsonObject()
                        .put("port", "80")
                        .put("prot", 1)
                        .put("lease", new JsonObject().put("ttl", 1))
                        .put("timer", 5)
                        .put(
                                "database",
                                new JsonObject()
                                        .put("url", "mysql://u:secret@h/d")
                                        .putNull("poolSize"))
                        .put("verticles", new JsonArray().add("rm -rf")),
                Map.of("CARILLON_LEASE_TTLMILLIS", "soon", "CARILLON_PROT", "1"));
        assertEquals(
                List.of(
                        "port must be a whole number from 0 to 65535; it is 80",
                        "prot is not known; known are " + names(Keys.ALL),
                        "lease.ttl is not known; known are lease.ttlMillis, lease.marginMillis",
                        "timer is not known; known are " + names(Keys.ALL),
                        "database.url must be a URL such as postgresql://user:password@host:5432/database",
                        "database.poolSize must be a whole number from 1 to 1000; it is null",
                        "verticles must be a list of class names; it is [\"rm -rf\"]",
                        "the variable CARILLON_LEASE_TTLMILLIS must be a whole number from 300 to 600000; it is soon",
                        "the variable CARILLON_PROT names no setting; unset it, or correct its name"),
                faults);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "192.168.1.1", "::", "carillon.example.com", "127.0.0.1.example.com", "localhost.x"})
    void a_bind_that_others_can_reach_needs_tokens(String host) {
        String fault = faults(new JsonObject().put("host", host), Map.of()).get(0);
        assertTrue(fault.contains("auth.tokens must not be empty"), fault);
        assertEquals(host, read(withToken(host, SECRET)).http().host());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.255.0.9", "::1", "LOCALHOST"})
    void a_bind_to_loopback_needs_none(String host) {
        assertEquals(host, read(new JsonObject().put("host", host)).http().host());
    }

    @Test
    void tokens_are_kept_as_digests_only() {
        NodeConfig config = read(withToken("0.0.0.0", SECRET));
        assertEquals(
                List.of(new Token(
                        "token-" + Token.digestOf(SECRET).substring(0, 8), Token.digestOf(SECRET), Role.WRITE)),
                config.http().tokens());
        assertFalse(config.json().encode().contains(SECRET));
        assertEquals(config.http(), read(config.json()).http());
    }

    @Test
    void a_short_token_is_refused_and_not_repeated() {
        String shortOne = SECRET.substring(1);
        String fault = String.join("\n", faults(withToken("127.0.0.1", shortOne), Map.of()));
        assertTrue(fault.startsWith("auth.tokens must be a list such as"), fault);
        assertFalse(fault.contains(shortOne), fault);
    }

    @Test
    void tokens_have_names_and_are_all_different() {
        JsonObject ci = new JsonObject().put("name", "ci").put("token", SECRET).put("role", "read");
        JsonObject other = ci.copy().put("token", SECRET + "x");
        NodeConfig.Http http = read(new JsonObject()
                        .put(
                                "auth.tokens",
                                new JsonArray().add(ci).add(other.copy().put("name", "cd"))))
                .http();
        assertEquals(
                List.of("ci", "cd"), http.tokens().stream().map(Token::name).toList());
        assertFalse(http.toString().contains(Token.digestOf(SECRET)), http.toString());
        for (JsonObject second :
                List.of(other, ci.copy().put("name", "cd"), other.copy().put("name", "c d"))) {
            faults(new JsonObject().put("auth.tokens", new JsonArray().add(ci).add(second)), Map.of());
        }
    }

    @Test
    void a_token_that_is_a_placeholder_is_refused() {
        faults(withToken("127.0.0.1", "x".repeat(40)), Map.of());
        faults(withToken("127.0.0.1", "changeme".repeat(4)), Map.of());
    }

    @Test
    void a_certificate_comes_with_its_key() {
        JsonObject half = new JsonObject().put("tls.certificate", "a.pem");
        assertEquals(
                List.of("tls.certificate and tls.key belong together: set both, or neither for plain HTTP"),
                faults(half, Map.of()));
        assertEquals(
                new NodeConfig.Tls("a.pem", "b.pem"),
                read(half.put("tls.key", "b.pem")).http().tls());
    }

    @Test
    void no_password_is_printed_with_a_configuration() {
        NodeConfig config = read(new JsonObject().put("database.url", "postgresql://u:hunter2@h/d"));
        assertFalse(config.toString().contains("hunter2"));
        assertFalse(config.database().toString().contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7", "node7.example.com", "fd00::7"})
    void a_cluster_that_others_can_reach_needs_a_secret(String host) {
        JsonObject given = new JsonObject().put("cluster.host", host);
        NodeConfig.Cluster open = read(given).cluster();
        String fault = String.valueOf(
                assertThrows(ConfigException.class, open::checkReach).getMessage());
        assertTrue(fault.contains("cluster.secret must be set") && fault.contains("openssl rand -hex 32"), fault);
        read(given.put("cluster.secret", SECRET)).cluster().checkReach();
    }

    @Test
    void a_cluster_on_loopback_needs_none() {
        read(new JsonObject()).cluster().checkReach();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void a_cluster_is_bound_to_one_interface(String host) {
        NodeConfig.Cluster wide = read(new JsonObject()
                        .put("cluster.host", host)
                        .put("cluster.secret", SECRET))
                .cluster();
        String fault = String.valueOf(
                assertThrows(ConfigException.class, wide::checkReach).getMessage());
        assertTrue(fault.contains("is no single interface"), fault);
    }

    @Test
    void a_weak_secret_of_a_cluster_is_refused_and_none_is_repeated() {
        String shortOne = SECRET.substring(1);
        String fault = faults(new JsonObject().put("cluster.secret", shortOne), Map.of())
                .get(0);
        assertTrue(fault.startsWith("cluster.secret must be at least 32 visible"), fault);
        assertFalse(fault.contains(shortOne));
        NodeConfig config = read(new JsonObject().put("cluster.secret", SECRET));
        assertFalse((config + " " + config.cluster()).contains(SECRET));
    }

    @ParameterizedTest
    @CsvSource({"READ,READ,true", "READ,WRITE,false", "ADMIN,READ,true", "WRITE,ADMIN,false"})
    void a_role_may_do_what_lesser_ones_may(Role role, Role needed, boolean covers) {
        assertEquals(covers, role.covers(needed));
    }

    @Test
    void a_margin_that_leaves_too_little_of_the_lease_is_refused() {
        assertEquals(
                List.of("lease.marginMillis must be less than a third of lease.ttlMillis, which is 3000; it is 1000"),
                faults(new JsonObject().put("lease.marginMillis", 1_000), Map.of()));
    }

    @Test
    void what_the_verticles_are_given_reads_back_equal() {
        NodeConfig config =
                read(new JsonObject().put("port", 0).put("delivery.allow", new JsonArray().add("10.0.0.0/8")));
        assertEquals(config.json(), read(config.json()).json());
        assertEquals(
                "[\"10.0.0.0/8\"]",
                config.json().getJsonObject("delivery").getJsonArray("allow").encode());
    }

    @Test
    void no_two_settings_are_overridden_by_one_variable() {
        Set<String> variables =
                Keys.ALL.stream().map(key -> key.variable().replace("_", "")).collect(Collectors.toSet());
        assertEquals(Keys.ALL.size(), variables.size());
    }

    private static JsonObject withToken(String host, String token) {
        JsonObject entry = new JsonObject().put("token", token).put("role", "write");
        return new JsonObject()
                .put("host", host)
                .put("auth", new JsonObject().put("tokens", new JsonArray().add(entry)));
    }

    private static NodeConfig read(JsonObject config) {
        return NodeConfig.read(config, Map.of());
    }

    private static List<String> faults(JsonObject config, Map<String, String> environment) {
        ConfigException refused = assertThrows(ConfigException.class, () -> NodeConfig.read(config, environment));
        return String.valueOf(refused.getMessage()).lines().toList();
    }

    private static String names(List<Key<?>> keys) {
        return keys.stream().map(Key::name).collect(Collectors.joining(", "));
    }
}
