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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes, of which one is killed and another stopped in order; leases last too long to be waited for. */
class TakeOverTest {

    private static final int NODES = 3;
    private static final int TASKS = 60;
    private static final String GAINED = "carillon_shards_gained_total";

    private final List<Integer> clusterPorts = Ports.free(NODES);
    private final String database = TestPostgres.freshDatabase();
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void shards_go_to_the_others_by_the_report_of_a_death_and_by_hand_when_a_node_is_stopped() {
        try (Receiver receiver = new Receiver()) {
            for (int i = 0; i < NODES; i++) {
                start(i);
            }
            Waiting.until(() -> "all own shards", () -> clients.stream().allMatch(client -> client.metric(GAINED) > 0));
            List<String> first = create(clients.get(1), "first", receiver);
            nodes.get(0).kill();
            Waiting.until(() -> "a take-over by the report; " + nodes.get(1).output(), () -> nodes.stream()
                    .anyMatch(node -> node.output().contains("after the report that their owner")));
            awaitOnce(first, receiver);

            List<String> second = create(clients.get(1), "second", receiver);
            assertEquals(0, nodes.get(2).stop());
            assertTrue(
                    nodes.get(2).output().contains("after they had stopped firing"),
                    nodes.get(2).output());
            awaitOnce(second, receiver);
        } finally {
            nodes.forEach(NodeProcess::close);
            clients.forEach(Client::close);
        }
    }

    private void awaitOnce(List<String> ids, Receiver receiver) {
        for (String id : ids) {
            clients.get(1).awaitState(id, "succeeded");
            assertEquals(1, receiver.of(id).size(), id);
        }
    }

    /** Due when the blow has fallen. */
    private static List<String> create(Client client, String name, Receiver receiver) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            JsonObject task = new JsonObject().put("delay", "PT3S").put("action", receiver.action());
            ids.add(client.create(task.put("id", name + "-" + i)).getString("id"));
        }
        return ids;
    }

    private void start(int number) {
        int port = Ports.free();
        Map<String, String> environment = Map.of(
                "PORT",
                Integer.toString(port),
                "CARILLON_DATABASE_URL",
                database,
                "CARILLON_LEASE_TTLMILLIS",
                "30000",
                "CARILLON_CLUSTER_PORT",
                Integer.toString(clusterPorts.get(number)),
                "CARILLON_CLUSTER_MEMBERS",
                clusterPorts.stream().map(each -> "127.0.0.1:" + each).collect(Collectors.joining(",")));
        NodeProcess node = NodeProcess.start(
                folder.resolve("node-" + number + ".log"),
                new JsonObject(),
                environment,
                "run",
                "carillon.Main",
                "-cluster");
        Client client = new Client(port);
        nodes.add(node);
        clients.add(client);
        node.awaitReady(client);
    }
}
