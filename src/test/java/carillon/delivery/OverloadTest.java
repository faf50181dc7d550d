package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.handler.Handlers;
import carillon.message.AttemptResult;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.DeliveryMessage.Order;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A receiver that takes one at a time, and has more to do. */
class OverloadTest {

    private final DeliveryFixture fixture = new DeliveryFixture(new JsonObject().put("callsPerHandlerMax", 1));
    private final BlockingQueue<Running> running = new LinkedBlockingQueue<>();

    /** A call of the handler that has not ended. */
    private record Running(String id, Promise<Void> end) {}

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void an_order_that_was_sent_back_goes_before_younger_ones_when_it_comes_again() {
        fixture.credit(DeliveryFixture.OWNER, fixture.clock.nanoTime(), 2 * Dispatcher.WAIT_NANOS_MAX);
        Waiting.await(Handlers.register(fixture.vertx, "slow", run -> {
            Running call = new Running(run.taskId(), Promise.promise());
            running.add(call);
            return call.end.future();
        }));
        deliver(order("first", 1_000));
        deliver(order("old", 2_000));
        fixture.clock.advance(Dispatcher.WAIT_NANOS_MAX);
        AttemptResult sentBack = fixture.result();
        assertEquals("old", sentBack.occurrence().id());
        assertTrue(assertInstanceOf(NotStarted.class, sentBack.verdict()).isForRoom());

        deliver(order("young", 3_000));
        deliver(order("old", 2_000));

        for (String id : List.of("first", "old", "young")) {
            Running call = Waiting.take(running, "no call of the handler");
            assertEquals(id, call.id);
            call.end.complete();
            assertEquals(new Succeeded(), fixture.verdict());
        }
    }

    /** What is asked behind an order is answered once it has arrived. */
    private void deliver(Order order) {
        fixture.deliver(order);
        fixture.begun(order);
    }

    private static Order order(String id, long due) {
        return Orders.due(Orders.call(id, "slow"), due);
    }
}
