package carillon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.bus.Bus;
import carillon.config.NodeConfig;
import carillon.message.Protocols;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Held;
import carillon.message.StoreMessage.WhoHolds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalFirstTest {

    private static final int REQUESTS = 10;
    private static final long ANSWER_MILLIS_MAX = 10_000;

    private final List<Vertx> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(node -> await(node.close()));
    }

    @Test
    void a_request_goes_to_who_serves_it_here_and_round_the_cluster_only_if_nobody_does() {
        Bus without = new Bus(join(5_931));
        Bus one = new Bus(join(5_932));
        Bus two = new Bus(join(5_933));
        serve(one, "one");
        serve(two, "two");
        assertEquals(Collections.nCopies(REQUESTS, "one"), askAround(one));
        assertEquals(Collections.nCopies(REQUESTS, "two"), askAround(two));
        assertEquals(
                List.of("one", "two"),
                askAround(without).stream().distinct().sorted().toList());
    }

    private Vertx join(int port) {
        JsonObject given = new JsonObject()
                .put("cluster.port", port)
                .put("cluster.members", List.of("127.0.0.1:5931", "127.0.0.1:5932", "127.0.0.1:5933"));
        NodeConfig.Cluster cluster = NodeConfig.read(given, Map.of()).cluster();
        Vertx node = await(Vertx.builder()
                .withClusterManager(new HazelcastClusterManager(Membership.of(cluster, new Departures())))
                .buildClustered());
        Bus.install(node, Protocols.codec());
        nodes.add(node);
        return node;
    }

    private static void serve(Bus bus, String name) {
        await(bus.serve(StoreMessage.ADDRESS, message -> Future.succeededFuture(new Held(name)))
                .completion());
    }

    private static List<String> askAround(Bus bus) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            Held held = await(bus.request(StoreMessage.ADDRESS, new WhoHolds(0), ANSWER_MILLIS_MAX));
            answers.add(String.valueOf(held.address()));
        }
        return answers;
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
