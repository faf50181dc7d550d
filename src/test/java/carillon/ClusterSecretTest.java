package carillon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.Bus;
import carillon.config.NodeConfig;
import carillon.e2e.LogLines;
import carillon.message.Protocols;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Held;
import carillon.message.StoreMessage.WhoHolds;
import com.hazelcast.core.HazelcastInstance;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterSecretTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "fedcba9876543210fedcba9876543210";
    /** Of the node on the first port. */
    private static final int BUS_PORT = 5_943;

    private static final int FIRST_PORT = 5_941;
    private static final int SECOND_PORT = 5_942;
    private static final int END = -1;
    private static final int ANSWER_MILLIS_MAX = 10_000;

    private final LogLines lines = new LogLines();
    private final List<Vertx> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        lines.close();
        nodes.forEach(node -> await(node.close()));
    }

    @Test
    void who_has_the_secret_joins_and_is_heard() {
        Bus one = new Bus(start(FIRST_PORT, SECRET));
        Bus two = new Bus(start(SECOND_PORT, SECRET));
        await(one.serve(StoreMessage.ADDRESS, message -> Future.succeededFuture(new Held("one")))
                .completion());
        Held held = await(two.request(StoreMessage.ADDRESS, new WhoHolds(0), ANSWER_MILLIS_MAX));
        assertEquals("one", held.address());
    }

    @Test
    void who_has_another_secret_does_not_join_and_both_sides_say_so() {
        start(FIRST_PORT, SECRET);
        BadCommandLine refused = assertThrows(
                BadCommandLine.class, () -> Membership.join(cluster(SECOND_PORT, OTHER), new Departures()));
        String why = String.valueOf(refused.getMessage());
        assertTrue(why.contains("127.0.0.1:5941 has another cluster.secret"), why);
        lines.awaitLine("was not let into the cluster: it does not prove that it knows cluster.secret");
    }

    @Test
    void who_has_none_stays_alone_and_is_logged() {
        start(FIRST_PORT, SECRET);
        HazelcastClusterManager none = Membership.join(cluster(SECOND_PORT, ""), new Departures());
        await(Vertx.builder().withClusterManager(none).buildClustered().onSuccess(nodes::add));
        HazelcastInstance member = none.getHazelcastInstance();
        assertEquals(1, member.getCluster().getMembers().size());
        lines.awaitLine("was not let into the cluster: it does not prove that it knows cluster.secret");
    }

    @Test
    void the_event_bus_hears_nobody_without_the_key() throws IOException, GeneralSecurityException {
        start(FIRST_PORT, SECRET);
        SSLContext careless = SSLContext.getInstance("TLSv1.3");
        careless.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        try (Socket socket = careless.getSocketFactory().createSocket("127.0.0.1", BUS_PORT)) {
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
            assertThrows(SSLException.class, () -> socket.getInputStream().read());
        }
        try (Socket socket = new Socket("127.0.0.1", BUS_PORT)) {
            socket.getOutputStream().write(new byte[100]);
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
            assertEquals(END, socket.getInputStream().read());
        }
    }

    private Vertx start(int port, String secret) {
        NodeConfig.Cluster cluster = cluster(port, secret);
        VertxOptions options = new VertxOptions();
        Membership.speak(cluster, options.getEventBusOptions());
        Vertx node = await(Vertx.builder()
                .with(options)
                .withClusterManager(Membership.join(cluster, new Departures()))
                .buildClustered());
        Bus.install(node, Protocols.codec());
        nodes.add(node);
        return node;
    }

    private static NodeConfig.Cluster cluster(int port, String secret) {
        JsonObject given = new JsonObject()
                .put("cluster.port", port)
                .put("cluster.busPort", port == FIRST_PORT ? BUS_PORT : 0)
                .put("cluster.secret", secret)
                .put("cluster.members", List.of("127.0.0.1:5941", "127.0.0.1:5942"));
        return NodeConfig.read(given, Map.of()).cluster();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
