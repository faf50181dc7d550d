package carillon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.config.NodeConfig;
import carillon.e2e.LogLines;
import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.ClusterState;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JoinAgainTest {

    private static final int FIRST_PORT = 5_971;
    private static final long SECONDS_MAX = 60;

    private final List<Vertx> nodes = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (Vertx node : nodes) {
            node.close().await(SECONDS_MAX, TimeUnit.SECONDS);
        }
    }

    @Test
    void who_meets_a_cluster_that_takes_no_member_at_that_moment_joins_later() throws Exception {
        Cluster cluster = start(FIRST_PORT);
        cluster.changeClusterState(ClusterState.FROZEN);
        CompletableFuture<Cluster> second;
        try (LogLines lines = new LogLines()) {
            second = CompletableFuture.supplyAsync(() -> start(FIRST_PORT + 1));
            lines.awaitLine("The cluster takes no member now");
        }
        cluster.changeClusterState(ClusterState.ACTIVE);
        assertEquals(2, second.get(SECONDS_MAX, TimeUnit.SECONDS).getMembers().size());
    }

    private Cluster start(int port) {
        JsonObject given =
                new JsonObject().put("cluster.port", port).put("cluster.members", List.of("127.0.0.1:" + FIRST_PORT));
        HazelcastClusterManager joined =
                Membership.join(NodeConfig.read(given, Map.of()).cluster(), new Departures());
        try {
            nodes.add(
                    Vertx.builder().withClusterManager(joined).buildClustered().await(SECONDS_MAX, TimeUnit.SECONDS));
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
        return joined.getHazelcastInstance().getCluster();
    }
}
