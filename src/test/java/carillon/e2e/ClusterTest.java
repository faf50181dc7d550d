package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {

    private static final String GAINED = "carillon_shards_gained_total";
    private static final int TASKS = 100;

    private final List<Integer> clusterPorts =
            IntStream.range(0, 3).map(i -> Ports.free()).boxed().toList();
    private final String database = TestPostgres.freshDatabase();

    @TempDir
    private Path folder;

    @Test
    void two_nodes_and_a_handler_elsewhere_share_the_work_and_outlive_a_kill() {
        int onePort = Ports.free();
        int otherPort = Ports.free();
        String jar = UserJar.pack(folder).toString();
        try (Receiver receiver = new Receiver();
                Client client = new Client(onePort);
                Client others = new Client(otherPort);
                NodeProcess one = start(0, onePort, "carillon.Main");
                NodeProcess other = start(1, otherPort, "carillon.Main");
                NodeProcess user = start(2, Ports.free(), "sample.DataSyncVerticle", "-cp", jar)) {
            one.awaitReady(client);
            other.awaitReady(others);
            Waiting.until(() -> "both own shards", () -> client.metric(GAINED) > 0 && others.metric(GAINED) > 0);

            create(client, "near", new JsonObject().put("delay", "PT0S").put("action", receiver.action()))
                    .forEach(id -> others.awaitState(id, "succeeded"));
            assertEquals(TASKS, receiver.count());
            create(client, "handled", new JsonObject().put("delay", "PT0S").put("action", "dataSync"))
                    .forEach(id -> others.awaitState(id, "succeeded"));
            user.awaitOutput("dataSync " + TASKS + ": handled-");

            List<String> rest =
                    create(others, "rest", new JsonObject().put("delay", "PT3S").put("action", receiver.action()));
            one.kill();
            rest.forEach(id -> others.awaitState(id, "succeeded"));
            rest.forEach(id -> assertTrue(!receiver.of(id).isEmpty(), id));
        }
    }

    private static List<String> create(Client client, String name, JsonObject task) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            ids.add(client.create(task.copy().put("id", name + "-" + i)).getString("id"));
        }
        return ids;
    }

    private NodeProcess start(int number, int port, String verticle, String... more) {
        String members = clusterPorts.stream().map(each -> "127.0.0.1:" + each).collect(Collectors.joining(","));
        Map<String, String> environment = Map.of(
                "PORT",
                Integer.toString(port),
                "CARILLON_DATABASE_URL",
                database,
                "CARILLON_CLUSTER_PORT",
                Integer.toString(clusterPorts.get(number)),
                "CARILLON_CLUSTER_MEMBERS",
                members);
        List<String> arguments = new ArrayList<>(List.of("run", verticle, "-cluster"));
        arguments.addAll(List.of(more));
        return NodeProcess.start(
                folder.resolve("node-" + number + ".log"),
                new JsonObject(),
                environment,
                arguments.toArray(String[]::new));
    }
}
