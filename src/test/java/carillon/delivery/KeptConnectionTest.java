package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection carries one webhook after the other, as long as the receiver lets it. */
class KeptConnectionTest {

    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

    private final AtomicInteger connections = new AtomicInteger();
    private final BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
    private final DeliveryFixture fixture = new DeliveryFixture(
            new JsonObject().put("loopbackAllowed", true).put("connectionsPerHostMax", 1),
            host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())),
            new NetClientOptions());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void one_webhook_after_the_other_goes_over_one_connection() throws IOException {
        try (RawServer server = start(RawServer.answeringEach(NO_CONTENT))) {
            for (int i = 0; i < 3; i++) {
                assertEquals(new Succeeded(), send(server));
            }
            assertEquals(1, connections.get());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n",
                "HTTP/1.0 204 No Content\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nKeep-Alive: timeout=1\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nContent-Length: 0\r\n\r\n",
            })
    void it_is_closed_after_an_answer_that_does_not_let_it_be_kept(String answer) throws IOException {
        try (RawServer server = start(RawServer.answeringEach(answer))) {
            Verdict first = send(server);
            await(ends);

            assertEquals(first, send(server));
            assertEquals(2, connections.get());
        }
    }

    @Test
    void an_answer_that_ends_with_the_connection_is_complete() throws IOException {
        try (RawServer server = start(RawServer.answering("HTTP/1.1 500 Oh\r\n\r\nno"))) {
            assertEquals(new Failed("HTTP 500: no", null), send(server));
            assertEquals(new Failed("HTTP 500: no", null), send(server));
            assertEquals(2, connections.get());
        }
    }

    @Test
    void another_host_at_the_same_address_gets_a_connection_of_its_own() throws IOException {
        try (RawServer server = start(RawServer.answeringEach(NO_CONTENT))) {
            send(server);
            Verdict other = fixture.verdictOf(
                    Orders.withTimeout(Orders.webhook("t", "http://other.example:" + server.port() + "/"), 200));

            // The server takes one connection at a time.
            String reason = "timed out after 200 ms while waiting for the answer of other.example port " + server.port()
                    + " (127.0.0.1)";
            assertEquals(new Failed(reason, null), other);
        }
    }

    @Test
    void one_that_the_receiver_closed_meanwhile_is_not_used() throws IOException {
        try (RawServer server = start(connection -> {
            RawServer.answering(NO_CONTENT).with(connection);
            connection.shutdownOutput();
            RawServer.drain(connection);
        })) {
            assertEquals(new Succeeded(), send(server));
            await(ends);

            assertEquals(new Succeeded(), send(server));
            assertEquals(2, connections.get());
        }
    }

    /** The next webhook waits for the end of this one, and goes out in the same turn. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 O", "ok", "\r\n"})
    void what_follows_an_answer_unasked_is_not_taken_for_the_next_answer(String surplus) throws IOException {
        try (RawServer server = start(connection -> {
            boolean first = connections.get() == 1;
            RawServer.answering(first ? NO_CONTENT + surplus : "HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\nno")
                    .with(connection);
            RawServer.drain(connection);
        })) {
            fixture.deliver(Orders.webhook("a", url(server)), Orders.webhook("b", url(server)));

            assertEquals(new Succeeded(), fixture.verdict());
            assertEquals(new Failed("HTTP 500: no", null), fixture.verdict());
            assertEquals(2, connections.get());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n", "ok", "\r\n"})
    void one_on_which_something_comes_while_it_is_idle_is_closed(String unasked) throws IOException {
        CountDownLatch answered = new CountDownLatch(1);
        try (RawServer server = start(connection -> {
            RawServer.answering(NO_CONTENT).with(connection);
            Waiting.await(answered);
            connection.getOutputStream().write(unasked.getBytes(StandardCharsets.US_ASCII));
            RawServer.drain(connection);
        })) {
            assertEquals(new Succeeded(), send(server));
            answered.countDown();
            await(ends);

            assertEquals(new Succeeded(), send(server));
            assertEquals(2, connections.get());
        }
    }

    @Test
    void one_that_fails_with_a_request_under_way_is_a_failed_attempt() throws IOException {
        try (RawServer server = start(connection -> {
            RawServer.answering(NO_CONTENT).with(connection);
            RawServer.read(connection);
        })) {
            assertEquals(new Succeeded(), send(server));

            String place = "receiver.example port " + server.port() + " (127.0.0.1)";
            assertEquals(new Failed(place + " closed the connection before it answered", null), send(server));
            assertEquals(1, connections.get());
        }
    }

    @Test
    void one_that_lay_idle_for_four_seconds_is_closed() throws IOException {
        try (RawServer server = start(RawServer.answeringEach(NO_CONTENT))) {
            send(server);
            advance(TimeUnit.SECONDS.toNanos(4) - 1);
            send(server);
            assertEquals(1, connections.get());

            advance(TimeUnit.SECONDS.toNanos(4));
            await(ends);
            assertEquals(new Succeeded(), send(server));
            assertEquals(2, connections.get());
        }
    }

    @Test
    void words_that_the_answer_will_come_are_not_the_answer() throws IOException {
        String words =
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nx: y\r\n\r\n";
        try (RawServer server = start(RawServer.answeringEach(words + NO_CONTENT))) {
            assertEquals(new Succeeded(), send(server));
            assertEquals(new Succeeded(), send(server));
            assertEquals(1, connections.get());
        }
    }

    private Verdict send(RawServer server) {
        return fixture.verdictOf(Orders.webhook("t", url(server)));
    }

    private void advance(long nanos) {
        fixture.clock.advance(nanos);
        fixture.credit(DeliveryFixture.OWNER, fixture.clock.nanoTime(), DeliveryFixture.CREDIT_NANOS);
    }

    /** A server that counts its connections, and tells when they end. */
    private RawServer start(RawServer.Talk talk) throws IOException {
        return RawServer.start(connection -> {
            int number = connections.incrementAndGet();
            try {
                talk.with(connection);
            } finally {
                ends.add(number);
            }
        });
    }

    private static void await(BlockingQueue<Integer> ends) {
        Waiting.take(ends, "the connection did not end");
    }

    private static String url(RawServer server) {
        return "http://receiver.example:" + server.port() + "/";
    }
}
