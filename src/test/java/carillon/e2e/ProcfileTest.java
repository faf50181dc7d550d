package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcfileTest {

    private static final String PROGRAM = "./vertx ";

    private final int port = Ports.free();
    private final int clusterPort = Ports.free();
    private final String database = TestPostgres.freshDatabase();
    private final List<NodeProcess> processes = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        processes.forEach(NodeProcess::close);
    }

    @Test
    void its_single_verticles_make_a_node_of_many_processes_together() throws IOException {
        for (String line : Files.readAllLines(Path.of("Procfile"))) {
            if (line.endsWith(" -cluster")) {
                processes.add(start(line.substring(line.indexOf(PROGRAM) + PROGRAM.length())));
            }
        }
        assertEquals(4, processes.size());
        try (Receiver receiver = new Receiver();
                Client client = new Client(port)) {
            processes.get(0).awaitReady(client);
            client.create(new JsonObject().put("id", "one").put("delay", "PT0S").put("action", receiver.action()));
            client.awaitState("one", "succeeded");
            assertEquals(1, receiver.of("one").size());
        }
        // The store is the last: the others free their shards through it.
        for (NodeProcess process : processes) {
            assertEquals(0, process.stop(), process::output);
        }
    }

    private NodeProcess start(String arguments) {
        // An API elsewhere may be open to others, so a delivery alone does not take loopback for granted.
        JsonObject delivery = new JsonObject().put("allow", new JsonArray().add("127.0.0.0/8"));
        Map<String, String> environment = Map.of(
                "PORT",
                Integer.toString(port),
                "CARILLON_DATABASE_URL",
                database,
                "CARILLON_CLUSTER_PORT",
                Integer.toString(processes.isEmpty() ? clusterPort : 0),
                "CARILLON_CLUSTER_MEMBERS",
                "127.0.0.1:" + clusterPort);
        return NodeProcess.start(
                folder.resolve("process-" + processes.size() + ".log"),
                new JsonObject().put("delivery", delivery),
                environment,
                arguments.split(" "));
    }
}
