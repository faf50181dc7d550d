package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Settlement.Ended;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Ceded;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Settle;
import carillon.message.TimerMessage.Flight;
import carillon.message.TimerMessage.HandOver;
import carillon.task.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 5 and 13, where a shard is to change hands again before its new owner has read it. */
class HandOverAgainTest {

    private static final long TIMEOUT_MILLIS = 30_000;

    private final ManualWorld second = new ManualWorld();
    private final Pending running = second.oneShot("running", -10);

    @Test
    void an_attempt_that_was_handed_over_twice_before_it_was_read_is_told_on() {
        inherit("first", 1);
        second.renewBesideABetterHolder();
        second.owner.turn();
        assertFalse(second.isAsked(Cede.class), "nobody could be told of an attempt that was not read yet");

        read();
        Flight told = handOn().inFlight().getFirst();
        assertEquals(running.occurrence(), told.occurrence(), "the third owner must not attempt it");
        assertEquals(1, told.attempt());
    }

    @Test
    void a_result_that_comes_after_its_shard_came_back_goes_round_no_more() {
        inherit("first", 1);
        read();
        handOn();
        inherit("third", 3);
        resultOf(1);
        assertEquals(List.of(), second.forwarded, "its shard is ours again");
        read();
        assertEquals(
                Outcome.SUCCEEDED,
                assertInstanceOf(
                                Ended.class,
                                second.request(Settle.class)
                                        .settlements()
                                        .getFirst()
                                        .step())
                        .outcome());
    }

    @Test
    void a_late_result_of_an_attempt_before_it_keeps_no_result_from_the_next_owner() {
        inherit("first", 1);
        read();
        handOn();
        resultOf(0);
        resultOf(1);
        assertEquals(
                List.of(1),
                second.forwarded.stream().map(AttemptResult::attempt).toList());
    }

    private void inherit(String from, long term) {
        second.owner.renew();
        second.answer(Renew.class, second.renewed(true, new Holding(0, second.owner.holder(), term)));
        second.present();
        Flight flight = new Flight(running.occurrence(), 1, TIMEOUT_MILLIS);
        second.owner.handOver(new HandOver(from, second.claimed(term, true).gained(), List.of(flight), List.of()));
    }

    private void read() {
        second.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(9, 9, List.of())));
        second.answer(ReadDue.class, DuePages.of(List.of(running), List.of(0)));
        second.owner.turn();
    }

    /** Hands the shard to a third owner; answers what that is told. */
    private HandOver handOn() {
        Holder third = second.renewBesideABetterHolder();
        second.owner.turn();
        second.answer(Cede.class, new Ceded(List.of(new Holding(0, third.id(), 2))));
        return second.slices.getFirst();
    }

    private void resultOf(int attempt) {
        second.owner.attempted(List.of(new AttemptResult(running.occurrence(), 0, 1, attempt, 0, 0, new Succeeded())));
    }
}
