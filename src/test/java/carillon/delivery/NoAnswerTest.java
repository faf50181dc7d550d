package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import carillon.message.AttemptResult.Failed;
import carillon.message.DeliveryMessage.Order;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attempt without an answer leaves in the history says what went wrong, and with which host and port. */
class NoAnswerTest {

    private static final String HOST = "receiver.example";

    /** Every name leads to this machine, but one that is not known; multicast is a network without a way to it. */
    private final DeliveryFixture fixture = new DeliveryFixture(
            new JsonObject().put("loopbackAllowed", true).put("allow", new JsonArray().add("224.0.0.0/4")),
            NoAnswerTest::resolve,
            new NetClientOptions());

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void nobody_listens_there(String scheme) throws IOException {
        // Bound, so that nobody else gets the port, and not listening, so that it refuses.
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress("127.0.0.1", 0));
            int port = silent.getLocalPort();

            assertEquals(
                    "connection refused by receiver.example port " + port
                            + " (127.0.0.1): nothing takes connections there",
                    error(scheme + "://" + HOST + ":" + port + "/"));
        }
    }

    @Test
    void there_is_no_way_to_the_host() {
        assertEquals(
                "224.0.0.1 port 9 cannot be reached: there is no way to it from this node",
                error("http://224.0.0.1:9/"));
    }

    @Test
    void the_name_of_the_host_is_not_known() {
        assertEquals("the host misspelt.example is not known", error("http://misspelt.example:9/"));
    }

    @Test
    void the_connection_is_not_taken_in_time() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<SocketChannel> queue = RawServer.fill(busy);
            int port = busy.getLocalPort();

            assertEquals(
                    "timed out after 200 ms while connecting to receiver.example port " + port + " (127.0.0.1)",
                    error(Orders.withTimeout(order("http", port), 200)));
            for (SocketChannel waiting : queue) {
                waiting.close();
            }
        }
    }

    @Test
    void no_answer_comes_in_time() {
        int port = Receiver.silent(fixture.vertx).port();

        assertEquals(
                "timed out after 200 ms while waiting for the answer of receiver.example port " + port + " (127.0.0.1)",
                error(Orders.withTimeout(order("http", port), 200)));
    }

    @Test
    void the_connection_is_closed_before_the_answer() throws IOException {
        try (RawServer server = RawServer.start(RawServer::read)) {
            assertEquals(place(server) + " closed the connection before it answered", error("http", server));
        }
    }

    @Test
    void the_connection_is_reset_before_the_answer() throws IOException {
        try (RawServer server = RawServer.start(connection -> {
            connection.setSoLinger(true, 0);
            RawServer.read(connection);
        })) {
            assertEquals(place(server) + " closed the connection before it answered", error("http", server));
        }
    }

    @Test
    void the_connection_is_closed_in_the_middle_of_the_head() throws IOException {
        try (RawServer server = RawServer.start(RawServer.answering("HTTP/1.1 200 OK\r\nContent-"))) {
            assertEquals(place(server) + " closed the connection before it answered", error("http", server));
        }
    }

    @Test
    void the_connection_is_closed_in_the_middle_of_the_answer() throws IOException {
        String half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
        try (RawServer server = RawServer.start(RawServer.answering(half))) {
            assertEquals(place(server) + " closed the connection in the middle of its answer", error("http", server));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-Server\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n"})
    void what_answers_does_not_speak_http(String greeting) throws IOException {
        try (RawServer server = RawServer.start(connection -> {
            RawServer.answering(greeting).with(connection);
            RawServer.read(connection);
        })) {
            assertEquals("what " + place(server) + " answered is not HTTP", error("http", server));
        }
    }

    @Test
    void the_headers_of_the_answer_are_too_long() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nx: " + "y".repeat(20_000) + "\r\n\r\n";
        try (RawServer server = RawServer.start(connection -> {
            RawServer.answering(head).with(connection);
            RawServer.read(connection);
        })) {
            assertEquals(
                    "the first line or the headers of the answer of " + place(server) + " are too long",
                    error("http", server));
        }
    }

    @Test
    void the_connection_is_closed_before_it_is_encrypted() throws IOException {
        try (RawServer server = RawServer.start(RawServer::read)) {
            assertEquals(place(server) + " closed the connection before it was encrypted", error("https", server));
        }
    }

    @Test
    void what_answers_does_not_speak_tls() {
        int port = Receiver.answering(fixture.vertx, 200).port();

        assertEquals(
                "receiver.example port " + port
                        + " (127.0.0.1) does not speak TLS; if that is right, begin the URL with http://",
                error(order("https", port)));
    }

    private String error(String scheme, RawServer server) {
        return error(order(scheme, server.port()));
    }

    private String error(String url) {
        return error(Orders.webhook("t", url));
    }

    private String error(Order order) {
        return assertInstanceOf(Failed.class, fixture.verdictOf(order)).error();
    }

    private static Order order(String scheme, int port) {
        return Orders.webhook("t", scheme + "://" + HOST + ":" + port + "/");
    }

    private static String place(RawServer server) {
        return HOST + " port " + server.port() + " (127.0.0.1)";
    }

    private static Future<List<InetAddress>> resolve(String host) {
        try {
            return host.startsWith("misspelt")
                    ? Future.failedFuture(new UnknownHostException(host))
                    : Future.succeededFuture(List.of(
                            host.equals(HOST) ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host)));
        } catch (UnknownHostException e) {
            return Future.failedFuture(e);
        }
    }
}
