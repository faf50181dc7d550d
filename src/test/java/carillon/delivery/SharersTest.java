package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.AttemptResult.NotStarted;
import carillon.message.TimerMessage;
import carillon.message.TimerMessage.Attempted;
import carillon.message.TimerMessage.Present;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Owners that give orders to one delivery learn how many they are. */
class SharersTest {

    private static final String OTHER = "carillon.timer.other";

    private final DeliveryFixture fixture = new DeliveryFixture(new JsonObject().put("windowMax", 2));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void an_owner_that_had_no_room_counts_as_one_that_shares_it() {
        BlockingQueue<Attempted> ofOther = new LinkedBlockingQueue<>();
        fixture.bus.listen(TimerMessage.of(OTHER), message -> ofOther.add((Attempted) message));
        Promise<Void> work = Promise.promise();
        Waiting.await(carillon.handler.Handlers.register(fixture.vertx, "work", run -> work.future()));
        fixture.deliver(Orders.call("a", "work"), Orders.call("b", "work"));
        fixture.deliverFor(OTHER, Orders.call("c", "work"));
        assertEquals(
                new NotStarted("busy"),
                Waiting.take(ofOther, "no result").results().getFirst().verdict());
        assertEquals(2, nextPresent().sharers());
        work.complete();
        fixture.verdict();
        fixture.verdict();
        assertEquals(0, nextPresent().sharers());
    }

    private Present nextPresent() {
        BlockingQueue<TimerMessage> heard = new LinkedBlockingQueue<>();
        fixture.bus.listen(TimerMessage.ALL, message -> {
            if (message instanceof Present) {
                heard.add(message);
            }
        });
        return (Present) Waiting.take(heard, "it does not say that it is there");
    }
}
