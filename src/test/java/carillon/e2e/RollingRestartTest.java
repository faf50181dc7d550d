package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/operating.md} tells operators to do, without a moment between the steps. */
class RollingRestartTest {

    private static final int SHARDS = 64;
    private static final Pattern HANDED_OVER = Pattern.compile("Handed (\\d+) shards over");

    private final List<Integer> clusterPorts = Ports.free(2);
    private final String database = TestPostgres.freshDatabase();

    @TempDir
    private Path folder;

    @Test
    void a_node_that_is_stopped_as_soon_as_the_one_before_it_is_ready_hands_every_shard_over() {
        int onePort = Ports.free();
        int otherPort = Ports.free();
        try (Client client = new Client(onePort);
                Client others = new Client(otherPort);
                NodeProcess one = start(0, onePort)) {
            one.awaitReady(client);
            try (NodeProcess other = start(1, otherPort)) {
                other.awaitReady(others);
                assertEquals(0, one.stop(), one::output);
                assertEquals(SHARDS, handedOver(one), one::output);
                others.create(
                        new JsonObject().put("id", "after").put("delay", "PT0S").put("action", "nobody"));
            }
        }
    }

    private static int handedOver(NodeProcess node) {
        return HANDED_OVER
                .matcher(node.output())
                .results()
                .mapToInt(line -> Integer.parseInt(line.group(1)))
                .sum();
    }

    private NodeProcess start(int number, int port) {
        Map<String, String> environment = Map.of(
                "PORT",
                Integer.toString(port),
                "CARILLON_DATABASE_URL",
                database,
                "CARILLON_CLUSTER_PORT",
                Integer.toString(clusterPorts.get(number)),
                "CARILLON_CLUSTER_MEMBERS",
                "127.0.0.1:" + clusterPorts.get(0) + ",127.0.0.1:" + clusterPorts.get(1));
        return NodeProcess.start(
                folder.resolve("node-" + number + ".log"),
                new JsonObject(),
                environment,
                "run",
                "carillon.Main",
                "-cluster");
    }
}
