package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.AttemptResult.Succeeded;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host may have several addresses: they are tried one after the other, each for its share of the time. */
class NextAddressTest {

    private static final RawServer.Talk NO_CONTENT = RawServer.answeringEach("HTTP/1.1 204 No Content\r\n\r\n");

    private final DeliveryFixture fixture = new DeliveryFixture(
            new JsonObject().put("loopbackAllowed", true).put("allow", new JsonArray().add("127.0.0.2/32")),
            host -> Future.succeededFuture(addresses()),
            new NetClientOptions());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void the_next_one_is_tried_when_one_refuses() throws IOException {
        try (RawServer server = RawServer.start(NO_CONTENT)) {
            assertEquals(new Succeeded(), fixture.verdictOf(Orders.webhook("t", url(server))));
            assertEquals(new Succeeded(), fixture.verdictOf(Orders.webhook("t", url(server))));
        }
    }

    @Test
    void the_next_one_is_tried_when_one_is_silent_for_its_share_of_the_time() throws IOException {
        try (RawServer server = RawServer.start(NO_CONTENT);
                ServerSocket busy = new ServerSocket(server.port(), 1, address("127.0.0.2"))) {
            List<SocketChannel> queue = RawServer.fill(busy);

            assertEquals(
                    new Succeeded(), fixture.verdictOf(Orders.withTimeout(Orders.webhook("t", url(server)), 10_000)));
            for (SocketChannel waiting : queue) {
                waiting.close();
            }
        }
    }

    private static String url(RawServer server) {
        return "http://receiver.example:" + server.port() + "/";
    }

    /** Many, so that each has little of the time. */
    private static List<InetAddress> addresses() {
        return Stream.concat(Stream.of(address("127.0.0.2")), Stream.generate(() -> address("127.0.0.1")))
                .limit(20)
                .toList();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
