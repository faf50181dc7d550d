package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code Procfile} under the program that such files were made for. */
class ForemanTest {

    private static final int NODES = 3;

    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "foreman")));
        assumeTrue(installed, "there is no foreman here; Debian's package is ruby-foreman");
        Files.copy(Path.of(".foreman"), folder.resolve(".foreman"));
        // The real one would build first, and this build is under way.
        String launcher =
                NodeProcess.launcher().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        File vertx = Files.writeString(folder.resolve("vertx"), "#!/bin/sh\nexec " + launcher + " \"$@\"\n")
                .toFile();
        assertEquals(true, vertx.setExecutable(true));
    }

    @Test
    void node_times_three_is_a_cluster_on_three_ports_that_ends_in_order() {
        int port = Ports.firstFree(NODES);
        Map<String, String> environment = Map.of(
                "CARILLON_DATABASE_URL",
                TestPostgres.freshDatabase(),
                "CARILLON_CLUSTER_PORT",
                Integer.toString(Ports.firstFree(NODES)),
                "CARILLON_CLUSTER_SECRET",
                "0123456789abcdef0123456789abcdef");
        List<Client> clients = new ArrayList<>();
        try (Receiver receiver = new Receiver();
                NodeProcess foreman = start(environment, "-m", "node=" + NODES, "-p", Integer.toString(port))) {
            for (int i = 0; i < NODES; i++) {
                Client client = new Client(port + i);
                clients.add(client);
                foreman.awaitReady(client);
            }
            for (Client client : clients) {
                Waiting.until(
                        () -> "shards; " + foreman.output(), () -> client.metric("carillon_shards_gained_total") > 0);
            }
            for (int i = 0; i < NODES; i++) {
                JsonObject task = new JsonObject().put("delay", "PT0S").put("action", receiver.action());
                String id = clients.get(i).create(task).getString("id");
                clients.get((i + 1) % NODES).awaitState(id, "succeeded");
            }
            assertEndsInOrder(foreman, NODES);
        } finally {
            clients.forEach(Client::close);
        }
    }

    @Test
    void without_more_it_is_one_node_with_a_database_of_its_own() {
        int port = Ports.free();
        try (Client client = new Client(port);
                NodeProcess foreman = start(Map.of(), "-p", Integer.toString(port))) {
            foreman.awaitReady(client);
            foreman.awaitOutput("PostgreSQL in " + folder.resolve("data"));
            assertEndsInOrder(foreman, 1);
        }
    }

    private NodeProcess start(Map<String, String> environment, String... options) {
        String procfile = Path.of("Procfile").toAbsolutePath().toString();
        List<String> command =
                new ArrayList<>(List.of("foreman", "start", "--no-color", "-f", procfile, "-d", folder.toString()));
        command.addAll(List.of(options));
        return NodeProcess.run(folder.resolve("foreman.log"), folder, environment, command);
    }

    private static void assertEndsInOrder(NodeProcess foreman, int nodes) {
        foreman.stop();
        String output = foreman.output();
        assertEquals(
                nodes,
                output.lines()
                        .filter(line -> line.endsWith("exited with code 0"))
                        .count(),
                output);
        assertFalse(output.contains("SIGKILL"), output);
    }
}
