package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Ceded;
import carillon.message.StoreMessage.DuePage;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Renew;
import carillon.message.TimerMessage.Flight;
import carillon.message.TimerMessage.HandOver;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 5 and 13, where a shard is to change hands again before its new owner has read it. */
class HandOverAgainTest {

    private static final long TIMEOUT_MILLIS = 30_000;

    private final ManualWorld second = new ManualWorld();
    private final Pending running = second.oneShot("running", -10);

    @Test
    void an_attempt_that_was_handed_over_twice_before_it_was_read_is_told_on() {
        inherit();
        second.renewBesideABetterHolder();
        second.owner.turn();
        assertFalse(second.isAsked(Cede.class), "nobody could be told of an attempt that was not read yet");

        second.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(9, 9, List.of())));
        second.answer(ReadDue.class, new DuePage(List.of(running), List.of(0)));
        second.owner.turn();
        Holder third = second.renewBesideABetterHolder();
        second.owner.turn();
        second.answer(Cede.class, new Ceded(List.of(new Holding(0, third.id(), 2))));
        Flight told = second.slices.getFirst().inFlight().getFirst();
        assertEquals(running.occurrence(), told.occurrence(), "the third owner must not attempt it");
        assertEquals(1, told.attempt());
    }

    private void inherit() {
        second.owner.renew();
        second.answer(Renew.class, second.renewed(true, new Holding(0, second.owner.holder(), 1)));
        second.present();
        Flight flight = new Flight(running.occurrence(), 1, TIMEOUT_MILLIS);
        second.owner.handOver(new HandOver("first", second.claimed(1, true).gained(), List.of(flight), List.of()));
    }
}
