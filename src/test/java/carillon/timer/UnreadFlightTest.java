package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.lease.Holding;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange.Cancel;
import carillon.message.TimerMessage.Flight;
import carillon.message.TimerMessage.HandOver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 4 and 5 at once, where an attempt that came with its shard was read, and found no place in memory. */
class UnreadFlightTest {

    private static final int ARMED_MAX = 4;
    private static final long TIMEOUT_MILLIS = 30_000;

    private final ManualWorld world = ManualWorld.small(ARMED_MAX);
    private final Pending running = world.oneShot("running", -10);
    private final List<FailureCode> refusals = new ArrayList<>();

    @Test
    void a_change_waits_for_it_for_a_while_and_is_refused_then() {
        inheritWithoutRoom();
        cancel();
        world.owner.turn();
        assertFalse(world.isAsked(Change.class), "the database would be told that nothing runs");

        world.passAndTurn(Changer.UNREAD_MILLIS_MAX);
        assertFalse(world.isAsked(Change.class));
        assertEquals(List.of(FailureCode.NOT_OWNER), refusals, "nothing was done");
    }

    @Test
    void a_change_is_made_when_it_has_found_one() {
        inheritWithoutRoom();
        cancel();
        makeRoom();
        world.answer(ReadDue.class, DuePages.of(List.of(running), List.of(0)));
        world.owner.turn();
        assertTrue(world.request(Change.class).running());
        assertEquals(List.of(), refusals);
    }

    @Test
    void its_shard_is_given_to_nobody_who_could_not_be_told_of_it() {
        inheritWithoutRoom();
        makeRoom();
        world.renewBesideABetterHolder();
        world.owner.turn();
        assertFalse(world.isAsked(Cede.class));
    }

    private void cancel() {
        world.owner.apply(new Cancel("running"), 0, new Reply<>() {
            @Override
            public void answered(Changed answer) {
                throw new AssertionError(answer);
            }

            @Override
            public void failed(BusFailure failure) {
                refusals.add(failure.code());
            }
        });
    }

    private void makeRoom() {
        world.orders.forEach(order -> world.result(order, new Succeeded()));
        while (world.isAsked(Settle.class)) {
            world.settle(true);
        }
        world.owner.turn();
    }

    /** While the page is read that brings it, others take up the memory. */
    private void inheritWithoutRoom() {
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, world.owner.holder(), 1)));
        world.present();
        Flight flight = new Flight(running.occurrence(), 1, TIMEOUT_MILLIS);
        world.owner.handOver(new HandOver("other", world.claimed(1, true).gained(), List.of(flight), List.of()));
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(9, 9, List.of())));
        assertTrue(world.isAsked(ReadDue.class));
        for (int i = 0; i < ARMED_MAX; i++) {
            world.owner.arm(List.of(world.oneShot("other-" + i, 0)), null);
        }
        world.answer(ReadDue.class, DuePages.of(List.of(running), List.of(0)));
        assertEquals(ARMED_MAX, world.owner.entries());
    }
}
