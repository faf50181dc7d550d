package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.http.TestCertificate;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Rejected;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsDeliveryTest {

    private static final int TLS_RECORD_BYTES_MAX = 16 * 1024;

    @TempDir
    Path folder;

    @Test
    void the_certificate_is_checked_against_the_name_although_the_address_is_connected_to() throws Exception {
        PfxOptions store = TestCertificate.of(folder, "receiver.example").pfx();
        BlockingQueue<String> serverNames = new LinkedBlockingQueue<>();
        try (DeliveryFixture fixture = fixture(new NetClientOptions().setTrustOptions(store))) {
            HttpServerOptions tls =
                    new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(store);
            Receiver receiver = Receiver.start(fixture.vertx, tls, request -> {
                serverNames.add(String.valueOf(request.connection().indicatedServerName()));
                Receiver.reply(request, 200, "");
            });

            assertEquals(new Succeeded(), verdict(fixture, receiver, "receiver.example"));
            assertEquals("receiver.example", Waiting.take(serverNames, "no server name"));
            assertEquals(
                    new Failed(
                            "the certificate of other.example port " + receiver.port()
                                    + " (127.0.0.1) does not name that host",
                            null),
                    verdict(fixture, receiver, "other.example"));
            assertEquals(1, receiver.requests());
        }
    }

    @Test
    void an_encrypted_connection_is_used_again() throws Exception {
        PfxOptions store = TestCertificate.of(folder, "receiver.example").pfx();
        HttpServerOptions tls = new HttpServerOptions().setSsl(true).setKeyCertOptions(store);
        try (DeliveryFixture fixture = fixture(new NetClientOptions().setTrustOptions(store))) {
            Receiver receiver = Receiver.start(fixture.vertx, tls, request -> Receiver.reply(request, 200, ""));

            assertEquals(new Succeeded(), verdict(fixture, receiver, "receiver.example"));
            assertEquals(new Succeeded(), verdict(fixture, receiver, "receiver.example"));
            assertEquals(1, receiver.connections());
        }
    }

    @Test
    void a_second_answer_in_a_record_of_its_own_is_not_taken_for_the_next_one() throws Exception {
        PfxOptions store = TestCertificate.of(folder, "receiver.example").pfx();
        String head = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n";
        int bodyLength = TLS_RECORD_BYTES_MAX - head.formatted(10_000).length();
        String full = head.formatted(bodyLength) + "x".repeat(bodyLength);
        AtomicInteger connections = new AtomicInteger();
        try (DeliveryFixture fixture = fixture(new NetClientOptions().setTrustOptions(store))) {
            NetServer server = fixture.vertx.createNetServer(
                    new NetServerOptions().setSsl(true).setKeyCertOptions(store).setHost("127.0.0.1"));
            server.connectHandler(socket -> {
                int number = connections.incrementAndGet();
                // Both answers of the first leave at once: they are flushed at the end of the turn.
                socket.handler(request -> {
                    if (number == 1) {
                        socket.write(full);
                        socket.write(head.formatted(0));
                    } else {
                        socket.write("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
                    }
                });
            });
            int port = Waiting.await(server.listen()).actualPort();
            String url = "https://receiver.example:" + port + "/";
            fixture.deliver(Orders.webhook("a", url), Orders.webhook("b", url));

            assertEquals(new Succeeded(), fixture.verdict());
            assertEquals(new Rejected("HTTP 410"), fixture.verdict());
            assertEquals(2, connections.get());
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_not_trusted() {
        HttpServerOptions tls = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                        TestCertificate.of(folder, "receiver.example").pfx());
        try (DeliveryFixture fixture = fixture(new NetClientOptions())) {
            Receiver receiver = Receiver.start(fixture.vertx, tls, request -> Receiver.reply(request, 200, ""));

            assertEquals(
                    new Failed(
                            "the certificate of receiver.example port " + receiver.port()
                                    + " (127.0.0.1) is not trusted: no authority that this node's JVM knows has"
                                    + " signed it",
                            null),
                    verdict(fixture, receiver, "receiver.example"));
            assertEquals(0, receiver.requests());
        }
    }

    private static Verdict verdict(DeliveryFixture fixture, Receiver receiver, String host) {
        return fixture.verdictOf(Orders.webhook(host, "https://" + host + ":" + receiver.port() + "/"));
    }

    private static DeliveryFixture fixture(NetClientOptions sockets) {
        return new DeliveryFixture(
                new JsonObject().put("loopbackAllowed", true).put("connectionsPerHostMax", 1),
                host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())),
                sockets);
    }
}
