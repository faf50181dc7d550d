package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import carillon.handler.Handlers;
import carillon.handler.Registration;
import carillon.handler.Run;
import carillon.handler.RunHandler;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NoHandler;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.DeliveryMessage.Beginning;
import carillon.message.DeliveryMessage.Order;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sample.DataSyncVerticle;

class HandlerDeliveryTest {

    private final DeliveryFixture fixture = DeliveryFixture.local();
    private final Order order = Orders.call("task001", "h");
    private final BlockingQueue<Run> runs = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_handler_gets_the_run_and_its_success_is_the_outcome() {
        register(run -> {
            runs.add(run);
            return Future.succeededFuture("ignored");
        });

        assertEquals(new Succeeded(), fixture.verdictOf(order));

        Run run = Waiting.take(runs, "no run");
        assertEquals(new Run("task001", 1, Orders.SCHEDULED_FOR, 3, order.payload()), run);
        assertEquals(1, run.jsonObject().getInteger("n"));
        assertSame(order.payload().bytes(), run.bytes(), "within a JVM nothing is copied");
    }

    @Test
    void a_handler_may_take_its_time() {
        BlockingQueue<Promise<Void>> pending = new LinkedBlockingQueue<>();
        register(run -> {
            Promise<Void> done = Promise.promise();
            pending.add(done);
            return done.future();
        });
        fixture.deliver(order);
        Promise<Void> done = Waiting.take(pending, "no run");

        fixture.clock.advance(300);
        assertEquals(List.of(new Beginning(order.occurrence(), 1, 300)), fixture.begun(order));
        assertEquals(List.of(order.occurrence()), fixture.withdraw(order), "it has started");
        done.complete();

        assertEquals(new Succeeded(), fixture.verdict());
        assertEquals(List.of(), fixture.begun(order), "it has ended");
    }

    @Test
    void a_failed_future_is_a_failure_with_its_message() {
        register(run -> Future.failedFuture("no\nstock"));

        assertEquals(new Failed("no stock", null), fixture.verdictOf(order));
    }

    @Test
    void an_exception_is_a_failure_with_its_message_or_its_name() {
        register(run -> {
            throw run.attempt() == 1 ? new IOException("disk full") : new IllegalStateException();
        });

        assertEquals(new Failed("disk full", null), fixture.verdictOf(order));
        assertEquals(
                new Failed("java.lang.IllegalStateException", null), fixture.verdictOf(Orders.withAttempt(order, 2)));
    }

    @Test
    void a_class_that_is_missing_is_a_failure_and_not_a_time_out() {
        register(run -> {
            throw new NoClassDefFoundError("com/acme/Missing");
        });

        assertEquals(new Failed("com/acme/Missing", null), fixture.verdictOf(order));
    }

    @Test
    void a_handler_that_never_ends_times_out() {
        register(run -> Promise.promise().future());

        assertEquals(new Failed("timed out after 50 ms", null), fixture.verdictOf(Orders.withTimeout(order, 50)));
    }

    @Test
    void while_nobody_is_registered_there_is_no_handler_and_a_registration_is_announced() {
        assertEquals(new NoHandler(), fixture.verdictOf(order));

        Registration registration = register(run -> Future.succeededFuture());

        assertEquals("h", Waiting.take(fixture.handlersUp, "the registration was not announced"));
        assertEquals(new Succeeded(), fixture.verdictOf(order));
        Waiting.await(registration.unregister());
        assertEquals(new NoHandler(), fixture.verdictOf(order));
    }

    @Test
    void handlers_of_one_name_take_turns() {
        for (String name : List.of("a", "b")) {
            register(run -> Future.failedFuture(name));
        }

        List<Object> verdicts = List.of(
                fixture.verdictOf(order), fixture.verdictOf(order), fixture.verdictOf(order), fixture.verdictOf(order));

        assertEquals(2, verdicts.stream().filter(new Failed("a", null)::equals).count());
    }

    @Test
    void a_verticle_of_a_user_is_called() {
        int before = DataSyncVerticle.runs();
        Waiting.await(fixture.vertx.deployVerticle(new DataSyncVerticle()));

        assertEquals(new Succeeded(), fixture.verdictOf(Orders.call("task001", "dataSync")));

        assertEquals(before + 1, DataSyncVerticle.runs());
    }

    private Registration register(RunHandler handler) {
        return Waiting.await(Handlers.register(fixture.vertx, "h", handler));
    }
}
