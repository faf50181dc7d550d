package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Holding;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Inheritance;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.Renew;
import carillon.message.TimerMessage.Flight;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.QueuedFlight;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An owner that stops: when it may end its lease, and which of its shards are not clean then. */
class OwnerStopTest {

    private static final long DRAIN_MILLIS = TimerOptions.DEFAULT.drainMillis();

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void an_owner_with_nothing_under_way_resigns_at_once_and_cleanly() {
        world.owner.arm(List.of(world.oneShot("later", 1_000)), null);
        world.owner.retire();
        assertTrue(mayResign());
        assertEquals(List.of(), world.owner.unquiet());
    }

    @Test
    void an_owner_waits_for_its_attempts_and_for_their_outcomes_to_be_written() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.owner.retire();
        assertFalse(mayResign());
        world.result(world.onlyOrder(), new Succeeded());
        assertFalse(mayResign());
        world.settle(true);
        assertTrue(mayResign());
        assertEquals(List.of(), world.owner.unquiet());
    }

    @Test
    void what_is_still_under_way_when_it_was_waited_for_long_enough_makes_its_shard_unclean() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.owner.retire();
        long giveUp = world.owner.nanosIn(DRAIN_MILLIS);
        world.pass(DRAIN_MILLIS + 1);
        assertTrue(world.owner.mayResign(giveUp));
        assertEquals(List.of(0), world.owner.unquiet());
    }

    @Test
    void an_outcome_that_could_not_be_written_makes_its_shard_unclean() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.result(world.onlyOrder(), new Succeeded());
        world.owner.retire();
        assertEquals(List.of(0), world.owner.unquiet());
    }

    @Test
    void no_lease_with_attempts_under_way_ends_while_it_may_be_believed() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.owner.retire();
        long giveUp = world.owner.nanosIn(100);
        world.pass(2_400);
        assertFalse(world.owner.mayResign(giveUp), "an order that waits at its delivery may begin until then");
        world.pass(200);
        assertTrue(world.owner.mayResign(giveUp));
    }

    @Test
    void attempts_that_were_handed_over_and_not_read_yet_are_under_way_too() {
        Pending task = world.oneShot("a", 0);
        hand(List.of(new Flight(task.occurrence(), 1, 30_000)), List.of());
        world.owner.retire();
        assertFalse(mayResign());
        assertEquals(List.of(0), world.owner.unquiet());
    }

    @Test
    void an_attempt_of_a_queue_whose_task_is_cancelled_is_under_way_until_it_ends() {
        Occurrence cancelled = new Occurrence("cancelled", ManualWorld.START);
        hand(List.of(), List.of(new QueuedFlight(0, "q", cancelled, 1, 30_000)));
        world.owner.retire();
        assertEquals(List.of(0), world.owner.unquiet());
        world.pass(30_001);
        world.owner.renew();
        assertEquals(List.of(), world.owner.unquiet());
    }

    @Test
    void what_is_handed_to_an_owner_that_stops_is_not_fired_by_it() {
        world.owner.retire();
        hand(List.of(), List.of());
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.passAndTurn(10);
        assertEquals(List.of(), world.orders);
    }

    @Test
    void what_is_claimed_by_an_owner_that_stops_is_not_fired_by_it() {
        ManualWorld joining = new ManualWorld();
        joining.owner.renew();
        joining.answer(Renew.class, joining.renewed(true, new Holding(0, null, 0)));
        joining.present();
        joining.owner.retire();
        joining.answer(Claim.class, joining.claimed(1, true));
        joining.owner.arm(List.of(joining.oneShot("a", 0)), null);
        joining.passAndTurn(10);
        assertEquals(List.of(), joining.orders);
    }

    @Test
    void a_shard_that_does_not_change_hands_is_not_fired_by_an_owner_that_stops() {
        world.owner.arm(List.of(world.oneShot("a", 100)), null);
        world.renewBesideABetterHolder();
        world.owner.turn();
        world.owner.retire();
        world.fail(Cede.class);
        world.passAndTurn(200);
        assertEquals(List.of(), world.orders);
    }

    private boolean mayResign() {
        return world.owner.mayResign(world.owner.nanosIn(DRAIN_MILLIS));
    }

    private void hand(List<Flight> flights, List<QueuedFlight> queued) {
        Holding held = new Holding(0, world.owner.holder(), 2);
        Inheritance slice = new Inheritance(held, ManualWorld.START, ReadPoint.START, true);
        world.owner.handOver(new HandOver("other", List.of(slice), flights, queued));
    }
}
