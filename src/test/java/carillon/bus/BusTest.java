package carillon.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import carillon.message.Protocols;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Held;
import carillon.message.StoreMessage.WhoHolds;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusTest {

    private static final long PATIENCE_MILLIS = 30_000;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final AtomicInteger asked = new AtomicInteger();

    BusTest() {
        Bus.install(vertx, Protocols.codec());
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void a_question_whose_first_receiver_is_silent_is_answered_by_the_second() {
        bus.serve(
                StoreMessage.ADDRESS,
                message -> asked.incrementAndGet() == 1
                        ? Promise.<Held>promise().future()
                        : Future.succeededFuture(new Held("two")));
        assertEquals("two", twice(1, PATIENCE_MILLIS).await().address());
        assertEquals(2, asked.get());
    }

    @Test
    void a_question_that_is_answered_is_not_sent_again() {
        bus.serve(StoreMessage.ADDRESS, message -> {
            asked.incrementAndGet();
            return Future.succeededFuture(new Held("one"));
        });
        assertEquals("one", twice(PATIENCE_MILLIS, PATIENCE_MILLIS).await().address());
        assertEquals(1, asked.get());
    }

    @Test
    void a_question_that_nobody_answers_is_given_up() {
        bus.serve(StoreMessage.ADDRESS, message -> Promise.<Held>promise().future());
        BusFailure silence = assertThrows(BusFailure.class, () -> twice(1, 10).await());
        assertEquals(FailureCode.UNAVAILABLE, silence.code());
    }

    @Test
    void a_question_at_an_address_that_nobody_serves_is_told_apart_from_one_without_an_answer() {
        BusFailure absent = assertThrows(BusFailure.class, () -> twice(1, 10).await());
        assertEquals(FailureCode.ABSENT, absent.code());
        assertEquals("nobody serves carillon.store", absent.getMessage());
    }

    @Test
    void what_is_posted_to_nobody_is_known_to_have_gone_nowhere() {
        Future<Void> posted = bus.post(StoreMessage.ADDRESS, new WhoHolds(0));
        assertEquals(
                FailureCode.ABSENT,
                assertThrows(BusFailure.class, posted::await).code());
        Promise<StoreMessage> arrived = Promise.promise();
        bus.listen(StoreMessage.ADDRESS, arrived::tryComplete);
        bus.post(StoreMessage.ADDRESS, new WhoHolds(1)).await();
        assertEquals(new WhoHolds(1), arrived.future().await());
    }

    private Future<Held> twice(long againMillis, long timeoutMillis) {
        return bus.requestTwice(StoreMessage.ADDRESS, new WhoHolds(0), againMillis, timeoutMillis);
    }
}
