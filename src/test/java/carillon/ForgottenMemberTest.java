package carillon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.Bus;
import carillon.config.NodeConfig;
import carillon.e2e.LogLines;
import carillon.message.Protocols;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Held;
import carillon.message.StoreMessage.WhoHolds;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Vert.x keeps of a member in the cluster is taken away here, as by one that is late with a loss. */
class ForgottenMemberTest {

    private static final int FIRST_PORT = 5_975;
    private static final long ANSWER_MILLIS_MAX = 10_000;
    private static final long SECONDS_MAX = 60;

    private final List<Vertx> nodes = new ArrayList<>();
    private final List<HazelcastInstance> members = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(node -> await(node.close()));
    }

    @Test
    void what_a_node_serves_is_found_again_after_the_cluster_forgot_it() throws Exception {
        serving();
        Bus asking = join(FIRST_PORT + 1);
        try (LogLines lines = new LogLines()) {
            members.getFirst().getMultiMap("__vertx.subs").remove(StoreMessage.ADDRESS.name());
            lines.awaitLine("The cluster had forgotten");
        }
        assertFound(asking);
    }

    @Test
    void where_the_bus_of_a_node_is_found_is_told_again_after_the_cluster_forgot_it() throws Exception {
        Bus serving = serving();
        IMap<String, Object> buses = members.getFirst().getMap("__vertx.nodeInfo");
        CountDownLatch again = new CountDownLatch(1);
        buses.addEntryListener(
                (EntryAddedListener<String, Object>) added -> again.countDown(), serving.member(), false);
        buses.remove(serving.member());
        assertTrue(again.await(SECONDS_MAX, TimeUnit.SECONDS));
        assertFound(join(FIRST_PORT + 1));
    }

    private Bus serving() {
        Bus serving = join(FIRST_PORT);
        await(serving.serve(StoreMessage.ADDRESS, message -> Future.succeededFuture(new Held("found")))
                .completion());
        return serving;
    }

    private static void assertFound(Bus asking) {
        Held held = await(asking.request(StoreMessage.ADDRESS, new WhoHolds(0), ANSWER_MILLIS_MAX));
        assertEquals("found", held.address());
    }

    private Bus join(int port) {
        JsonObject given =
                new JsonObject().put("cluster.port", port).put("cluster.members", List.of("127.0.0.1:" + FIRST_PORT));
        HazelcastClusterManager joined =
                Membership.join(NodeConfig.read(given, Map.of()).cluster(), new Departures());
        Vertx node = await(Vertx.builder().withClusterManager(joined).buildClustered());
        Bus.install(node, Protocols.codec());
        nodes.add(node);
        members.add(joined.getHazelcastInstance());
        return new Bus(node);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
