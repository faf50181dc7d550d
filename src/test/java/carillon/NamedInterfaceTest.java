package carillon;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.config.NodeConfig;
import carillon.e2e.Ports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedInterfaceTest {

    private static final String NAMED = "127.0.0.1";
    private static final String OTHER = "127.0.0.2";
    private static final int MILLIS_MAX = 2_000;

    @Test
    void other_nodes_reach_a_node_by_the_address_that_was_named_and_by_no_other() throws IOException {
        try (ServerSocket anywhere = new ServerSocket(0)) {
            assumeTrue(isReached(OTHER, anywhere.getLocalPort()), "this machine has no second address");
        }
        List<Integer> ports = Ports.free(2);
        Vertx node = join(ports.getFirst(), ports.getLast());
        try {
            for (int port : ports) {
                assertTrue(isReached(NAMED, port));
                assertFalse(isReached(OTHER, port));
            }
        } finally {
            await(node.close());
        }
    }

    private static Vertx join(int memberPort, int busPort) {
        JsonObject given = new JsonObject()
                .put("cluster.host", NAMED)
                .put("cluster.port", memberPort)
                .put("cluster.busPort", busPort)
                .put("cluster.members", List.of(NAMED + ":" + memberPort));
        NodeConfig.Cluster cluster = NodeConfig.read(given, Map.of()).cluster();
        VertxOptions options = new VertxOptions();
        Membership.speak(cluster, options.getEventBusOptions());
        return await(Vertx.builder()
                .with(options)
                .withClusterManager(Membership.join(cluster, new Departures()))
                .buildClustered());
    }

    private static boolean isReached(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), MILLIS_MAX);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
