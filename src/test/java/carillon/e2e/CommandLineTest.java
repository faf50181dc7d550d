package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private static final int MISUNDERSTOOD = 2;

    @TempDir
    private Path folder;

    @Test
    void a_misspelled_option_starts_nothing_and_is_named() {
        try (NodeProcess node = start("run", "carillon.lag.LagVerticle", "-clutser")) {
            assertEquals(MISUNDERSTOOD, node.awaitEnd(), node::output);
            assertTrue(node.output().contains("'-clutser' is not understood"), node::output);
        }
    }

    @Test
    void what_a_process_runs_is_said_when_it_does() {
        try (NodeProcess node = start("run", "carillon.lag.LagVerticle")) {
            node.awaitOutput("running    carillon.lag.LagVerticle");
            assertEquals(0, node.stop(), node::output);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bare", "list", "start", "stop"})
    void a_command_that_would_go_past_the_node_is_none(String command) {
        try (NodeProcess node = start(command)) {
            assertEquals(MISUNDERSTOOD, node.awaitEnd(), node::output);
        }
    }

    private NodeProcess start(String... arguments) {
        return NodeProcess.start(folder.resolve("node.log"), new JsonObject(), Map.of(), arguments);
    }
}
