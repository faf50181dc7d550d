package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.DeliveryMessage.Order;
import carillon.message.DeliveryMessage.Withdrawn;
import carillon.message.TimerMessage.Present;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryContext;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What owners are told in which order, and what they have to have heard before a delivery is gone. */
class StoppingTest {

    private final DeliveryFixture fixture = DeliveryFixture.local();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void stopping_waits_for_orders_that_owners_sent_before_they_knew() {
        fixture.answersGoodbyes = false;
        Future<Void> stopped = fixture.vertx.undeploy(fixture.deployment);
        Present goodbye = Waiting.take(fixture.goodbyes, "no goodbye");

        assertEquals(new NotStarted(NotStarted.STOPPING), fixture.verdictOf(Orders.call("on its way", "h")));
        assertFalse(stopped.isComplete(), "more may be on its way");
        fixture.answerGoodbye(goodbye);

        Waiting.await(stopped);
    }

    @Test
    void one_that_stops_says_that_it_is_there_while_attempts_are_under_way() {
        Receiver silent = Receiver.silent(fixture.vertx);
        fixture.deliver(Orders.webhook("t", "http://127.0.0.1:" + silent.port()));
        Receiver.Arrival underWay = silent.next();
        Future<Void> stopped = fixture.vertx.undeploy(fixture.deployment);
        Waiting.take(fixture.goodbyes, "no goodbye");
        Waiting.take(fixture.goodbyes, "an owner would take it for dead");
        assertFalse(stopped.isComplete());
        Receiver.reply(underWay.request(), 200, "");
        Waiting.await(stopped);
        assertEquals(new Succeeded(), fixture.verdict());
    }

    @Test
    void whoever_takes_orders_back_is_told_first_what_had_ended() {
        fixture.holdUp();
        Order ended = Orders.webhook("ended", "ftp://no.example/");
        fixture.deliver(ended);
        DeliveryContext<?> result = Waiting.take(fixture.heldUp, "no result");

        Future<Withdrawn> answer = fixture.withdrawing(ended);
        fixture.begun(ended);
        assertFalse(answer.isComplete(), "its result has not left yet");
        result.next();

        assertEquals(List.of(), Waiting.await(answer).started());
    }
}
