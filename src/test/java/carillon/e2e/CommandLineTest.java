package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void a_whole_node_is_not_started_twice_in_one_process() {
        try (NodeProcess node = start("run", "carillon.Main", "-instances", "2")) {
            assertEquals(MISUNDERSTOOD, node.awaitEnd(), node::output);
            assertTrue(node.output().contains("-instances cannot be 2"), node::output);
        }
    }

    @Test
    void a_port_that_is_taken_is_named_with_what_to_do() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                NodeProcess node = startOn(taken.getLocalPort())) {
            assertEquals(1, node.awaitEnd(), node::output);
            assertTrue(node.output().contains("127.0.0.1 port " + taken.getLocalPort() + ": "), node::output);
            assertTrue(node.output().contains("choose another port with PORT"), node::output);
        }
    }

    @Test
    void a_jar_that_does_not_exist_is_named_when_a_verticle_is_missing() {
        try (NodeProcess node = start("run", "com.acme.Orders", "-cp", "/nowhere.jar")) {
            assertEquals(MISUNDERSTOOD, node.awaitEnd(), node::output);
            assertTrue(
                    node.output()
                            .contains("There is no verticle com.acme.Orders: -cp names /nowhere.jar, which does not"),
                    node::output);
        }
    }

    @ParameterizedTest
    @CsvSource({"looking for other nodes at 127.0.0.1:, -cluster", "The start waits for the database, ''"})
    void a_stop_before_the_start_is_over_is_a_stop(String told, String option) throws IOException {
        try (NodeProcess node = startWithoutDatabase(option.isEmpty() ? new String[0] : new String[] {option})) {
            node.awaitOutput(told);
            assertEquals(0, node.stop(), node::output);
            assertTrue(node.output().contains("stopped before it had started"), node::output);
            assertTrue(!node.output().contains("did not start"), node::output);
        }
    }

    /** One that waits for its database until it is told to stop. */
    private NodeProcess startWithoutDatabase(String... options) throws IOException {
        String nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "postgresql://u:p@127.0.0.1:" + free.getLocalPort() + "/d";
        }
        List<String> arguments = new ArrayList<>(List.of("run", "carillon.Main"));
        arguments.addAll(List.of(options));
        return NodeProcess.start(
                folder.resolve("node.log"),
                new JsonObject().put("cluster.port", Ports.firstFree(2)),
                Map.of("CARILLON_DATABASE_URL", nobody, "PORT", Integer.toString(Ports.free())),
                arguments.toArray(String[]::new));
    }

    private NodeProcess startOn(int port) {
        return NodeProcess.start(
                folder.resolve("node.log"),
                new JsonObject().put("port", port),
                Map.of(),
                "run",
                "carillon.http.HttpVerticle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bare", "list", "start", "stop"})
    void a_command_that_would_go_past_the_node_is_none(String command) {
        try (NodeProcess node = start(command)) {
            assertEquals(MISUNDERSTOOD, node.awaitEnd(), node::output);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--help, backup DIR",
        "-h, backup DIR",
        "run --help, ./vertx run carillon.Main",
        "import --help, --dry-run",
        "check -h, --conf",
    })
    void help_is_a_success(String arguments, String told) {
        try (NodeProcess node = start(arguments.split(" "))) {
            assertEquals(0, node.awaitEnd(), node::output);
            assertTrue(node.output().contains(told), node::output);
            assertTrue(!node.output().contains("quorum"), node::output);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "run, './vertx run --help'",
        "import, './vertx import --help'",
        "rum carillon.Main, './vertx --help'",
    })
    void a_wrong_line_is_told_in_one_line_with_where_help_is(String arguments, String help) {
        try (NodeProcess node = start(arguments.split(" "))) {
            assertEquals(MISUNDERSTOOD, node.awaitEnd(), node::output);
            assertEquals(1, node.output().lines().count(), node::output);
            assertTrue(node.output().contains(help), node::output);
        }
    }

    private NodeProcess start(String... arguments) {
        return NodeProcess.start(
                folder.resolve("node.log"), new JsonObject(), Map.of("CARILLON_DATA", folder.toString()), arguments);
    }
}
