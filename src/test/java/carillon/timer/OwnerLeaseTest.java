package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.DeliveryMessage.Credit;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Settlement.Ended;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Ceded;
import carillon.message.StoreMessage.Charge;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.DuePage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import carillon.message.StoreMessage.Settle;
import carillon.message.StoreMessage.Settled;
import carillon.message.TimerMessage.Flight;
import carillon.message.TimerMessage.HandOver;
import carillon.task.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 5, 6, 8 and 12: trust, poison, outages and shards that change hands. */
class OwnerLeaseTest {

    @Test
    void nothing_fires_after_the_trust_window_and_no_credit_is_given() {
        ManualWorld world = ManualWorld.owning();
        world.owner.arm(List.of(world.oneShot("a", 2_600)));
        world.passAndTurn(2_600);
        world.present();
        assertEquals(List.of(), world.orders);
        assertEquals(0, assertInstanceOf(Credit.class, world.told.getLast()).remainingNanos());
        world.renew(1);
        assertEquals(1, world.orders.size());
    }

    @Test
    void credit_ends_with_the_trust_window() {
        ManualWorld world = ManualWorld.owning();
        world.pass(1_000);
        world.present();
        long left = assertInstanceOf(Credit.class, world.told.getLast()).remainingNanos();
        assertEquals(Time.nanos(3_000 - 500 - 1_000), left);
    }

    @Test
    void an_overdue_occurrence_of_a_dead_owner_is_written_down_before_it_is_tried() {
        ManualWorld world = overdueAfterACrash(0);
        assertEquals(List.of(), world.orders);
        assertEquals(1, world.request(Charge.class).charges().getFirst().attempt());
        world.answer(Charge.class, new Settled(List.of(true)));
        world.owner.turn();
        assertEquals(1, world.onlyOrder().attempt());
    }

    @Test
    void an_occurrence_that_took_many_processes_with_it_becomes_a_dead_letter() {
        ManualWorld world = overdueAfterACrash(5 + TimerOptions.CRASHES_MAX);
        assertFalse(world.isAsked(Charge.class));
        var settlement = world.request(Settle.class).settlements().getFirst();
        assertEquals(
                Outcome.DEAD, assertInstanceOf(Ended.class, settlement.step()).outcome());
    }

    @Test
    void after_a_write_of_unknown_outcome_the_term_rises_before_it_is_sent_again() {
        ManualWorld world = ManualWorld.owning();
        fireAndSucceed(world);
        world.fail(Settle.class);
        world.owner.turn();
        assertFalse(world.isAsked(Settle.class), "nothing is written under the old term");
        world.answer(Reclaim.class, world.claimed(2, true));
        assertEquals(2, world.request(Settle.class).settlements().getFirst().term());
    }

    @Test
    void an_outcome_held_back_is_recorded_by_the_very_next_owner_if_that_is_us() {
        ManualWorld world = ManualWorld.owning();
        fireAndSucceed(world);
        world.fail(Settle.class);
        expelAndClaim(world, 2);
        assertEquals(2, world.request(Settle.class).settlements().getFirst().term());
    }

    @Test
    void an_outcome_held_back_is_dropped_if_somebody_had_the_shard_in_between() {
        ManualWorld world = ManualWorld.owning();
        fireAndSucceed(world);
        world.fail(Settle.class);
        expelAndClaim(world, 3);
        assertFalse(world.isAsked(Settle.class));
        assertEquals(0, world.owner.entries());
    }

    @Test
    void an_owner_that_was_expelled_takes_its_orders_back() {
        ManualWorld world = ManualWorld.owning();
        world.owner.arm(List.of(world.oneShot("a", 0)));
        world.owner.renew();
        world.answer(Renew.class, world.renewed(false));
        assertTrue(world.isWithdrawn());
    }

    @Test
    void a_refused_outcome_is_not_tried_again() {
        ManualWorld world = ManualWorld.owning();
        fireAndSucceed(world);
        world.settle(false);
        world.owner.turn();
        assertFalse(world.isAsked(Settle.class));
        assertEquals(0, world.owner.entries());
    }

    @Test
    void a_hand_over_names_what_is_in_flight_and_forwards_its_results() {
        ManualWorld world = ManualWorld.owning();
        Pending started = world.oneShot("started", 0);
        Pending queued = world.oneShot("queued", 0);
        world.owner.arm(List.of(started, queued, world.oneShot("later", 2_000)));
        assertEquals(2, world.orders.size());

        renewBesideABetterHolder(world);
        world.answerWithdrawal(List.of(started.occurrence()));
        world.owner.turn();
        Cede cede = world.request(Cede.class);
        world.answer(Cede.class, new Ceded(List.of(new Holding(0, cede.to(), 2))));

        HandOver slice = world.slices.getFirst();
        assertEquals(
                List.of(new Flight(started.occurrence(), 1, started.definition().timeoutMillis())), slice.inFlight());
        assertTrue(slice.shards().getFirst().doneBefore() <= started.due());
        world.passAndTurn(2_000);
        assertEquals(2, world.orders.size(), "nothing more is fired");
        world.result(world.orders.getFirst(), new Succeeded());
        assertEquals(started.occurrence(), world.forwarded.getFirst().occurrence());
    }

    @Test
    void a_shard_with_an_outcome_being_written_is_not_handed_over_before_it_landed() {
        ManualWorld world = ManualWorld.owning();
        fireAndSucceed(world);
        renewBesideABetterHolder(world);
        world.owner.turn();
        assertFalse(world.isAsked(Cede.class));
        world.settle(true);
        world.owner.turn();
        assertTrue(world.isAsked(Cede.class));
    }

    @Test
    void the_successor_leaves_what_is_in_flight_alone_and_records_what_is_forwarded() {
        ManualWorld world = new ManualWorld();
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, "other", 1)));
        Pending task = world.oneShot("a", 0);
        Inheritance slice =
                new Inheritance(new Holding(0, world.owner.holder(), 2), ManualWorld.START, ReadPoint.START, true);
        world.owner.handOver(new HandOver("other", List.of(slice), List.of(new Flight(task.occurrence(), 1, 1_000))));
        world.present();
        world.answer(carillon.message.StoreMessage.ReadNew.class, nothingNew());
        world.answer(ReadDue.class, new DuePage(List.of(task), List.of(0)));
        world.passAndTurn(10);
        assertEquals(List.of(), world.orders);

        world.owner.attempted(
                List.of(new carillon.message.AttemptResult(task.occurrence(), 0, 1, 1, 0, 0, new Succeeded())));
        assertEquals(2, world.request(Settle.class).settlements().getFirst().term());
    }

    private static carillon.message.StoreMessage.NewPage nothingNew() {
        return new carillon.message.StoreMessage.NewPage(List.of(), new ReadPoint(5, 5, List.of()), false);
    }

    private static ManualWorld overdueAfterACrash(int attempts) {
        ManualWorld world = new ManualWorld();
        world.holdUnder(2, false);
        world.answer(carillon.message.StoreMessage.ReadNew.class, nothingNew());
        Pending plain = world.oneShot("a", -10);
        Pending task = new Pending(
                "a", 0, 1, plain.definition(), plain.createdAt(), plain.due(), plain.due(), attempts, false, 1);
        world.answer(ReadDue.class, new DuePage(List.of(task), List.of(0)));
        world.owner.turn();
        return world;
    }

    private static void fireAndSucceed(ManualWorld world) {
        world.owner.arm(List.of(world.oneShot("a", 0)));
        world.result(world.onlyOrder(), new Succeeded());
        assertTrue(world.isAsked(Settle.class));
    }

    private static void expelAndClaim(ManualWorld world, long term) {
        world.owner.renew();
        world.answer(Renew.class, world.renewed(false));
        world.answer(Renew.class, world.renewed(true, new Holding(0, null, term - 1)));
        world.answer(Claim.class, world.claimed(term, true));
        world.owner.turn();
    }

    /** Shows the owner a live holder that suits the shard better than itself. */
    private static void renewBesideABetterHolder(ManualWorld world) {
        for (int i = 0; !world.isWithdrawn() && i < 100; i++) {
            Holder me = new Holder(world.owner.holder(), ManualWorld.ADDRESS, true);
            Holder other = new Holder("other-" + i, "other", true);
            Holding mine = new Holding(0, world.owner.holder(), 1);
            Board board = new Board(List.of(me, other), List.of(mine));
            if (!carillon.lease.Spread.of(board, me.id()).cede().isEmpty()) {
                world.owner.renew();
                world.answer(Renew.class, new Renewed(true, world.time.databaseMicros(), board));
                return;
            }
        }
        throw new AssertionError("nobody suits the shard better");
    }
}
