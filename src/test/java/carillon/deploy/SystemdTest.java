package carillon.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.config.NodeConfig;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SystemdTest {

    private static final Path UNIT = Path.of("conf/deploy/carillon.service");

    private final List<String> lines = Files.readAllLines(UNIT);

    SystemdTest() throws IOException {}

    @Test
    void systemd_takes_every_line() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "systemd-analyze"))),
                "there is no systemd-analyze here");
        Process verify = new ProcessBuilder("systemd-analyze", "verify", "--man=no", UNIT.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, verify.waitFor(), said);
        List<String> ofOurs =
                said.lines().filter(line -> line.contains("carillon.service:")).toList();
        assertEquals(List.of(), ofOurs);
    }

    @Test
    void a_drain_has_the_time_that_it_takes_at_most() {
        NodeConfig config = NodeConfig.read(new JsonObject(), Map.of());
        int delivery = config.json().getJsonObject("delivery").getInteger("drainMillis");
        assertTrue(Integer.parseInt(valueOf("TimeoutStopSec")) * 1_000
                > delivery + config.timer().drainMillis());
    }

    @Test
    void a_node_is_started_again_unless_its_configuration_is_wrong() {
        assertEquals("on-failure", valueOf("Restart"));
        assertEquals("2", valueOf("RestartPreventExitStatus"));
    }

    @Test
    void the_settings_exist() {
        String[] data = valueOf("Environment").split("=", 2);
        assertEquals(
                "/var/lib/carillon/data",
                NodeConfig.read(new JsonObject(), Map.of(data[0], data[1])).data());
    }

    private String valueOf(String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + "="))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + key))
                .substring(key.length() + 1);
    }
}
