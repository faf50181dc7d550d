package carillon.handler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import carillon.bus.Bus;
import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.bus.WireCodec;
import carillon.message.HandlerMessage;
import carillon.message.Occurrence;
import carillon.message.Protocols;
import carillon.task.Payload;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlersTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "http://localhost/hook"})
    void a_handler_needs_a_name_that_a_task_can_have(String name) {
        Vertx vertx = Vertx.vertx();
        assertThrows(
                IllegalArgumentException.class, () -> Handlers.register(vertx, name, run -> Future.succeededFuture())
                        .await());
        assertNull(vertx.close().await());
    }

    @Test
    void a_jvm_that_leaves_takes_no_more_calls_and_ends_those_under_way() {
        Vertx vertx = Vertx.vertx();
        Promise<Void> work = Promise.promise();
        Promise<Run> begun = Promise.promise();
        Handlers.register(vertx, "report", run -> {
                    begun.complete(run);
                    return work.future();
                })
                .await();
        Bus bus = new Bus(vertx);
        HandlerMessage.Call call = new HandlerMessage.Call(new Occurrence("t", 5), 1, 1, Payload.NONE);
        Future<HandlerMessage.Handled> handled = bus.request(HandlerMessage.of("report"), call, 10_000);
        begun.future().await();

        Future<Void> left = Handlers.leave(vertx);
        BusFailure absent = assertThrows(BusFailure.class, () -> bus.request(HandlerMessage.of("report"), call, 10_000)
                .await());
        assertEquals(FailureCode.ABSENT, absent.code());
        assertFalse(left.isComplete());
        work.complete();
        assertEquals(new HandlerMessage.Handled(null), handled.await());
        assertNull(left.await());
        assertNull(Handlers.leave(vertx).await());
        assertNull(vertx.close().await());
    }

    @Test
    void what_is_said_to_handlers_arrives_over_the_wire_as_it_was_sent() {
        WireCodec codec = Protocols.codec();
        List.of(
                        new HandlerMessage.Call(new Occurrence("t", 5), 2, 9, Payload.of("{}")),
                        new HandlerMessage.Handled(null),
                        new HandlerMessage.Handled("no stock"))
                .forEach(message -> {
                    Buffer wire = Buffer.buffer();
                    codec.encodeToWire(wire, message);
                    assertEquals(message, codec.decodeFromWire(0, wire));
                });
    }

    @Test
    void a_run_shows_its_payload_as_bytes_and_as_json() {
        Run run = new Run("t", 1, 1_732_156_800_000L, 1, Payload.of("[1,\"é\"]"));

        assertEquals(Instant.parse("2024-11-21T02:40:00Z"), run.scheduledInstant());
        assertArrayEquals("[1,\"é\"]".getBytes(StandardCharsets.UTF_8), run.bytes());
        assertEquals(new JsonArray().add(1).add("é"), run.json());
        assertThrows(ClassCastException.class, run::jsonObject);
    }

    @Test
    void a_run_without_a_payload_has_an_empty_object() {
        Run run = new Run("t", 1, 0, 1, Payload.NONE);

        assertNull(run.json());
        assertEquals(0, run.jsonObject().size());
    }
}
