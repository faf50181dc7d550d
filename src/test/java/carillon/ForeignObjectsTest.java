package carillon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import carillon.bus.Bus;
import carillon.config.NodeConfig;
import carillon.message.Protocols;
import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.spi.exception.RetryableHazelcastException;
import com.hazelcast.spi.exception.TargetNotMemberException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No object that somebody else chose comes into being, neither from the event bus nor from Hazelcast. */
class ForeignObjectsTest {

    private static final String ADDRESS = "objects";
    private static final long ANSWER_MILLIS_MAX = 1_000;

    private static volatile boolean born;

    private final List<Vertx> nodes = new ArrayList<>();
    private HazelcastClusterManager manager = new HazelcastClusterManager();

    @AfterEach
    void stop() {
        nodes.forEach(node -> await(node.close()));
    }

    @Test
    void an_object_sent_over_the_event_bus_is_not_made() {
        Vertx careless = start(5_951);
        Vertx careful = start(5_952);
        careless.eventBus().serializableChecker(name -> true);
        Bus.install(careful, Protocols.codec());
        await(careful.eventBus()
                .consumer(ADDRESS, message -> message.reply(String.valueOf(message.body())))
                .completion());
        DeliveryOptions soon = new DeliveryOptions().setSendTimeout(ANSWER_MILLIS_MAX);
        assertEquals(
                "text",
                await(careless.eventBus().request(ADDRESS, "text", soon)).body());
        born = false;
        for (Object object : List.of(new Intruder(), BigInteger.TEN)) {
            assertThrows(
                    CompletionException.class, () -> await(careless.eventBus().request(ADDRESS, object, soon)));
        }
        assertFalse(born);
    }

    @Test
    void an_object_in_a_map_of_the_cluster_is_not_made() {
        start(5_951);
        IMap<String, Object> map = manager.getHazelcastInstance().getMap("objects");
        born = false;
        map.set("ours", new Intruder());
        map.set("of the JDK", new BitSet());
        assertThrows(HazelcastSerializationException.class, () -> map.get("ours"));
        assertThrows(HazelcastSerializationException.class, () -> map.get("of the JDK"));
        assertFalse(born);
    }

    @Test
    void the_failures_that_members_tell_each_other_are_read() {
        start(5_951);
        IMap<String, Throwable> map = manager.getHazelcastInstance().getMap("failures");
        IOException cause = new IOException("why");
        cause.addSuppressed(new IllegalStateException("and this"));
        for (Throwable failure : List.of(
                new RetryableHazelcastException("again", cause),
                new TargetNotMemberException("gone"),
                new InterruptedException("stopped"),
                new ExecutionException(cause))) {
            map.set("failure", failure);
            Throwable read = map.get("failure");
            assertEquals(failure.toString(), read.toString());
            assertEquals(String.valueOf(failure.getCause()), String.valueOf(read.getCause()));
        }
    }

    private Vertx start(int port) {
        JsonObject given = new JsonObject()
                .put("cluster.port", port)
                .put("cluster.members", List.of("127.0.0.1:5951", "127.0.0.1:5952"));
        NodeConfig.Cluster cluster = NodeConfig.read(given, Map.of()).cluster();
        manager = Membership.join(cluster);
        Vertx node = await(Vertx.builder().withClusterManager(manager).buildClustered());
        nodes.add(node);
        return node;
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static final class Intruder implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;

        @Serial
        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            born = true;
        }
    }
}
