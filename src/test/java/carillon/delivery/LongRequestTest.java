package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.AttemptResult.Failed;
import carillon.message.DeliveryMessage.Order;
import carillon.task.Payload;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request may still be leaving when something happens to it. */
class LongRequestTest {

    /** Until the test goes on, the receiver reads no more. */
    private final CountDownLatch goOn = new CountDownLatch(1);

    private final CountDownLatch ended = new CountDownLatch(1);

    private final DeliveryFixture fixture = new DeliveryFixture(
            new JsonObject().put("loopbackAllowed", true).put("drainMillis", 200),
            host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())),
            new NetClientOptions().setSendBufferSize(4_096));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void an_answer_may_come_before_all_of_the_request_has_left() throws IOException {
        String answer = "HTTP/1.1 413 Too Long\r\nContent-Length: 4\r\n\r\nlong";
        try (RawServer server = RawServer.start(connection -> {
            RawServer.answering(answer).with(connection);
            await(goOn);
            drain(connection);
        })) {
            assertEquals(new Failed("HTTP 413: long", null), fixture.verdictOf(longOne(server)));
            goOn.countDown();
            await(ended);
        }
    }

    @Test
    void a_time_out_closes_the_connection() throws IOException {
        try (RawServer server = RawServer.start(connection -> {
            await(goOn);
            drain(connection);
        })) {
            String reason = "timed out after 200 ms while waiting for the answer of receiver.example port "
                    + server.port() + " (127.0.0.1)";

            assertEquals(new Failed(reason, null), fixture.verdictOf(Orders.withTimeout(longOne(server), 200)));
            goOn.countDown();
            await(ended);
        }
    }

    @Test
    void a_delivery_stops_with_connections_idle_and_in_use() throws IOException {
        Receiver idle = Receiver.answering(fixture.vertx, 200);
        Receiver silent = Receiver.silent(fixture.vertx);
        CountDownLatch reached = new CountDownLatch(1);
        try (RawServer deaf = RawServer.start(connection -> {
            RawServer.read(connection);
            reached.countDown();
            await(goOn);
        })) {
            fixture.verdictOf(Orders.webhook("t1", idle.url()));
            fixture.deliver(Orders.webhook("t2", silent.url()), longOne(deaf));
            silent.next();
            await(reached);

            Waiting.await(fixture.vertx.undeploy(fixture.deployment));

            String reason = "failed while waiting for the answer of %s port %d%s: the delivery stops";
            assertEquals(
                    Set.of(
                            new Failed(reason.formatted("127.0.0.1", silent.port(), ""), null),
                            new Failed(reason.formatted("receiver.example", deaf.port(), " (127.0.0.1)"), null)),
                    Set.of(fixture.verdict(), fixture.verdict()));
            goOn.countDown();
        }
    }

    /** A webhook that does not fit into the room between the two. */
    private static Order longOne(RawServer server) {
        Payload payload = Payload.of("\"" + "x".repeat(250_000) + "\"");
        return Orders.withPayload(Orders.webhook("long", "http://receiver.example:" + server.port() + "/"), payload);
    }

    /** Reads until the other side closes the connection, or breaks it off. */
    private void drain(Socket connection) throws IOException {
        try {
            RawServer.drain(connection);
        } finally {
            ended.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("did not happen");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
