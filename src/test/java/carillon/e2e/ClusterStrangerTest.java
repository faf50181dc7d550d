package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterStrangerTest {

    private static final int MISUNDERSTOOD = 2;
    private static final String VERTICLE = "carillon.lag.LagVerticle";

    private final String clusterPort = Integer.toString(Ports.firstFree(2));

    @TempDir
    private Path folder;

    @Test
    void a_process_with_another_secret_ends_and_says_why_and_so_do_those_it_came_to() {
        try (NodeProcess member = start("member", Map.of("CARILLON_CLUSTER_SECRET", "0123456789abcdef".repeat(2)))) {
            member.awaitOutput("running    " + VERTICLE);
            try (NodeProcess stranger =
                    start("stranger", Map.of("CARILLON_CLUSTER_SECRET", "89abcdef01234567".repeat(2)))) {
                assertEquals(MISUNDERSTOOD, stranger.awaitEnd(), stranger::output);
                assertTrue(stranger.output().contains("has another cluster.secret: give every"), stranger::output);
            }
            member.awaitOutput("was not let into the cluster: it does not prove that it knows cluster.secret");
            assertEquals(0, member.stop(), member::output);
        }
    }

    @Test
    void a_cluster_that_other_machines_reach_is_refused_without_a_secret() {
        try (NodeProcess open = start("open", Map.of("CARILLON_CLUSTER_HOST", "192.0.2.7"))) {
            assertEquals(MISUNDERSTOOD, open.awaitEnd(), open::output);
            assertTrue(open.output().contains("cluster.secret must be set"), open::output);
        }
    }

    private NodeProcess start(String name, Map<String, String> environment) {
        JsonObject config = new JsonObject().put("cluster.port", Integer.parseInt(clusterPort));
        return NodeProcess.start(folder.resolve(name + ".log"), config, environment, "run", VERTICLE, "-cluster");
    }
}
