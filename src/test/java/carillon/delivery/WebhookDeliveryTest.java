package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Rejected;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage.Order;
import carillon.task.Action;
import carillon.task.Payload;
import com.standardwebhooks.Webhook;
import io.vertx.core.http.HttpServerOptions;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookDeliveryTest {

    private final DeliveryFixture fixture = DeliveryFixture.local();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_receiver_verifies_what_arrives_with_the_official_library_and_either_secret() {
        Receiver receiver = Receiver.answering(fixture.vertx, 204);
        Order order = Orders.webhook("task001", receiver.url());

        fixture.deliver(order);

        Receiver.Arrival arrival = receiver.next();
        assertEquals("POST", arrival.method());
        assertEquals("/hook?a=1", arrival.uri());
        assertEquals("{\"n\":1}", arrival.body());
        assertEquals("127.0.0.1:" + receiver.port(), arrival.header("host"));
        verify(arrival, DeliveryFixture.SECRET);
        verify(arrival, DeliveryFixture.NEXT_SECRET);
        AttemptResult result = fixture.result();
        assertEquals(new Succeeded(), result.verdict());
        assertEquals(order.occurrence(), result.occurrence());
    }

    @Test
    void the_method_and_headers_of_the_task_are_used() {
        Receiver receiver = Receiver.answering(fixture.vertx, 200);
        Order order = Orders.of("t", new Action.Webhook(receiver.url(), "PUT", Map.of("x-tenant", "acme")));

        assertEquals(new Succeeded(), fixture.verdictOf(Orders.withPayload(order, Payload.NONE)));

        Receiver.Arrival arrival = receiver.next();
        assertEquals("PUT", arrival.method());
        assertEquals("acme", arrival.header("x-tenant"));
        assertEquals("", arrival.body());
        verify(arrival, DeliveryFixture.SECRET);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 500, 502, 429, 503})
    void any_other_status_is_a_failure(int status) {
        Receiver receiver = Receiver.answering(fixture.vertx, status);

        assertEquals(new Failed("HTTP " + status, null), fixture.verdictOf(Orders.webhook("t", receiver.url())));
    }

    @Test
    void gone_is_final() {
        Receiver receiver = Receiver.answering(fixture.vertx, 410);

        assertInstanceOf(Rejected.class, fixture.verdictOf(Orders.webhook("t", receiver.url())));
    }

    @Test
    void a_redirect_is_not_followed() {
        Receiver target = Receiver.answering(fixture.vertx, 200);
        Receiver receiver = Receiver.start(fixture.vertx, new HttpServerOptions(), request -> {
            request.response().putHeader("location", target.url());
            Receiver.reply(request, 307, "");
        });

        Verdict verdict = fixture.verdictOf(Orders.webhook("t", receiver.url()));

        assertEquals(new Failed("HTTP 307 (redirects are not followed)", null), verdict);
        assertEquals(0, target.connections());
    }

    @Test
    void the_receiver_may_ask_to_be_left_alone() {
        Receiver receiver = Receiver.start(fixture.vertx, new HttpServerOptions(), request -> {
            request.response().putHeader("retry-after", "120");
            Receiver.reply(request, 503, "tired");
        });

        assertEquals(new Failed("HTTP 503: tired", 120_000L), fixture.verdictOf(Orders.webhook("t", receiver.url())));
    }

    @Test
    void an_excerpt_of_a_failed_answer_is_kept() {
        String body = "no\nway " + "x".repeat(2_000);
        Receiver receiver =
                Receiver.start(fixture.vertx, new HttpServerOptions(), request -> Receiver.reply(request, 500, body));

        Failed failed = assertInstanceOf(Failed.class, fixture.verdictOf(Orders.webhook("t", receiver.url())));

        assertEquals("HTTP 500: no way " + "x".repeat(493), failed.error());
    }

    @Test
    void an_answer_without_end_is_cut_off() {
        Receiver receiver = Receiver.start(fixture.vertx, new HttpServerOptions(), request -> {
            request.response().setChunked(true);
            request.response()
                    .write("x".repeat(AnswerReader.BODY_BYTES_MAX + 1))
                    .onFailure(gone -> {});
        });

        assertEquals(new Succeeded(), fixture.verdictOf(Orders.webhook("t", receiver.url())));
    }

    @Test
    void a_receiver_that_never_answers_times_out() {
        Receiver receiver = Receiver.silent(fixture.vertx);

        Verdict verdict = fixture.verdictOf(Orders.withTimeout(Orders.webhook("t", receiver.url()), 100));

        String reason = "timed out after 100 ms while waiting for the answer of 127.0.0.1 port " + receiver.port();
        assertEquals(new Failed(reason, null), verdict);
    }

    @Test
    void the_time_out_holds_to_the_last_byte() {
        Receiver receiver = Receiver.start(fixture.vertx, new HttpServerOptions(), request -> {
            request.response().setChunked(true);
            request.response().write("half of").onFailure(gone -> {});
        });

        Verdict verdict = fixture.verdictOf(Orders.withTimeout(Orders.webhook("t", receiver.url()), 200));

        String reason = "timed out after 200 ms while reading the answer of 127.0.0.1 port " + receiver.port();
        assertEquals(new Failed(reason, null), verdict);
    }

    @Test
    void what_cannot_be_sent_at_all_is_rejected_and_told_in_one_batch() {
        Receiver receiver = Receiver.answering(fixture.vertx, 200);
        fixture.deliver(
                Orders.webhook("t1", "ftp://a.example/"),
                Orders.of("t2", new Action.Webhook("http:///", "POST", Map.of())),
                Orders.webhook("t3", "http://0x7f.1/"));

        List<Verdict> verdicts = List.of(fixture.verdict(), fixture.verdict(), fixture.verdict());

        verdicts.forEach(verdict -> assertInstanceOf(Rejected.class, verdict));
        assertEquals(3, fixture.batchSizes.poll());
        Action bad = new Action.Webhook(receiver.url(), "POST", Map.of("x-a", "1\r\nx-b: 2"));
        assertInstanceOf(Rejected.class, fixture.verdictOf(Orders.of("t4", bad)));
        assertEquals(0, receiver.requests());
    }

    @Test
    void connections_are_used_again() {
        Receiver receiver = Receiver.answering(fixture.vertx, 200);

        for (int i = 0; i < 5; i++) {
            assertEquals(new Succeeded(), fixture.verdictOf(Orders.webhook("t" + i, receiver.url())));
        }

        assertEquals(1, receiver.connections());
    }

    private static void verify(Receiver.Arrival arrival, String secret) {
        Map<String, List<String>> headers = arrival.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        assertDoesNotThrow(
                () -> new Webhook(secret).verify(arrival.body(), HttpHeaders.of(headers, (name, value) -> true)));
    }
}
