package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Holding;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.DeliveryMessage.Credit;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Settlement.Ended;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Charge;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.Claimed;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Settle;
import carillon.message.StoreMessage.Settled;
import carillon.message.TaskChange;
import carillon.task.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 6, 8 and 12: trust, poison and outages. */
class OwnerLeaseTest {

    @Test
    void nothing_fires_after_the_trust_window_and_no_credit_is_given() {
        ManualWorld world = ManualWorld.owning();
        world.owner.arm(List.of(world.oneShot("a", 2_600)), null);
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
    void a_credit_tells_the_time_of_the_database() {
        ManualWorld world = ManualWorld.owning();
        world.pass(1_000);
        world.present();
        Credit credit = assertInstanceOf(Credit.class, world.told.getLast());
        assertEquals(world.time.databaseMillis() - 1, credit.databaseMillis(), "it errs late");
    }

    @Test
    void a_delivery_that_asked_before_the_lease_was_there_gets_its_credit_with_the_lease() {
        ManualWorld world = new ManualWorld();
        world.present();
        Credit none = assertInstanceOf(Credit.class, world.told.getLast());
        assertEquals(0, none.remainingNanos());
        world.pass(300);
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true));
        Credit credit = assertInstanceOf(Credit.class, world.told.getLast());
        assertEquals(none.sentNanos(), credit.sentNanos());
        assertEquals(Time.nanos(300 + 3_000 - 500), credit.remainingNanos());
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
    void only_a_few_overdue_occurrences_are_written_down_at_a_time() {
        int max = TimerOptions.SUSPECTS_TRIED_MAX;
        ManualWorld world = overdueAfterACrash(Collections.nCopies(max + 10, 0));
        assertEquals(max, world.request(Charge.class).charges().size());
        world.answer(Charge.class, new Settled(Collections.nCopies(max, true)));
        world.owner.turn();
        assertFalse(world.isAsked(Charge.class), "the others wait for a result, or until these were outlived");
        world.result(world.orders.getFirst(), new Succeeded());
        assertEquals(1, world.request(Charge.class).charges().size());
        world.answer(Charge.class, new Settled(List.of(true)));
        world.passAndTurn(TimerOptions.SUSPECT_MILLIS);
        assertEquals(9, world.request(Charge.class).charges().size());
    }

    @Test
    void an_overdue_occurrence_that_lost_all_its_attempts_is_tried_alone() {
        ManualWorld world = overdueAfterACrash(List.of(0, 5, 5, 0));
        for (String id : List.of("0", "1", "2", "3")) {
            assertEquals(List.of(id), charged(world));
            world.answer(Charge.class, new Settled(List.of(true)));
            world.owner.turn();
            assertFalse(world.isAsked(Charge.class));
            world.passAndTurn(TimerOptions.SUSPECT_MILLIS);
        }
        assertEquals(4, world.orders.size());
    }

    private static List<String> charged(ManualWorld world) {
        return world.request(Charge.class).charges().stream()
                .map(each -> each.occurrence().id())
                .toList();
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
    void after_a_rise_of_the_term_that_was_never_answered_the_term_rises_once_more() {
        ManualWorld world = ManualWorld.owning();
        fireAndSucceed(world);
        world.fail(Settle.class);
        world.owner.turn();
        world.fail(Reclaim.class);
        world.renew(2);
        assertEquals(
                List.of(new Holding(0, world.owner.holder(), 2)),
                world.request(Reclaim.class).shards());
        world.answer(Reclaim.class, world.claimed(3, true));
        assertEquals(3, world.request(Settle.class).settlements().getFirst().term());
    }

    @Test
    void a_term_that_the_database_does_not_raise_is_not_asked_for_again_before_it_told_whose_the_shard_is() {
        ManualWorld world = ManualWorld.owning();
        fireAndSucceed(world);
        world.fail(Settle.class);
        world.owner.turn();
        world.answer(Reclaim.class, new Claimed(List.of()));
        world.owner.turn();
        assertFalse(world.isAsked(Reclaim.class));
        world.renew(1);
        assertTrue(world.isAsked(Reclaim.class), "it is still ours");
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
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
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
    void an_outcome_that_a_rise_of_the_term_overtook_is_sent_again() {
        for (boolean risenBefore : List.of(true, false)) {
            ManualWorld world = ManualWorld.owning();
            fireAndSucceed(world);
            world.owner.apply(new TaskChange.Cancel("another"), 0, Reply.ignored());
            world.fail(Change.class);
            world.owner.turn();
            if (risenBefore) {
                world.answer(Reclaim.class, world.claimed(2, true));
                world.settle(false);
            } else {
                world.settle(false);
                world.answer(Reclaim.class, world.claimed(2, true));
            }
            world.owner.turn();
            assertEquals(2, world.request(Settle.class).settlements().getFirst().term());
            world.settle(true);
            assertEquals(0, world.owner.entries());
        }
    }

    @Test
    void an_attempt_that_could_not_be_written_down_is_not_made_before_it_is() {
        ManualWorld world = overdueAfterACrash(0);
        world.fail(Charge.class);
        world.passAndTurn(TimerOptions.ABSENT_MILLIS_MIN);
        assertEquals(List.of(), world.orders);
        world.answer(Charge.class, new Settled(List.of(true)));
        world.owner.turn();
        assertEquals(1, world.onlyOrder().attempt());
    }

    @Test
    void an_attempt_whose_writing_down_was_refused_is_not_made() {
        ManualWorld world = overdueAfterACrash(0);
        world.answer(Charge.class, new Settled(List.of(false)));
        world.passAndTurn(10);
        assertEquals(List.of(), world.orders);
        assertFalse(world.isAsked(Charge.class), "the renewal will say whose it is");
    }

    @Test
    void nothing_is_written_of_what_is_kept_until_its_shard_is_ours_again() {
        ManualWorld world = ManualWorld.owning();
        world.owner.arm(List.of(world.oneShot("a", 0), world.oneShot("b", 0)), null);
        world.result(world.orders.getFirst(), new Succeeded());
        world.result(world.orders.getLast(), new Succeeded());
        world.owner.renew();
        world.answer(Renew.class, world.renewed(false));
        world.settle(false);
        world.owner.turn();
        assertFalse(world.isAsked(Settle.class), "the second one waits");
        world.answer(Renew.class, world.renewed(true, new Holding(0, null, 1)));
        world.answer(Claim.class, world.claimed(2, true));
        world.owner.turn();
        assertEquals(2, world.request(Settle.class).settlements().getFirst().term());
    }

    @Test
    void what_is_kept_of_a_shard_is_given_up_when_another_has_it() {
        ManualWorld world = ManualWorld.owning();
        fireAndSucceed(world);
        world.fail(Settle.class);
        world.owner.renew();
        world.answer(Renew.class, world.renewed(false));
        assertEquals(1, world.owner.entries());
        world.answer(Renew.class, world.renewed(true, new Holding(0, "other", 2)));
        assertEquals(0, world.owner.entries());
    }

    private static carillon.message.StoreMessage.NewPage nothingNew() {
        return new carillon.message.StoreMessage.NewPage(List.of(), new ReadPoint(5, 5, List.of()));
    }

    private static ManualWorld overdueAfterACrash(int attempts) {
        return overdueAfterACrash(List.of(attempts));
    }

    private static ManualWorld overdueAfterACrash(List<Integer> attempts) {
        ManualWorld world = new ManualWorld();
        world.holdUnder(2, false);
        world.answer(carillon.message.StoreMessage.ReadNew.class, nothingNew());
        world.answer(ReadDue.class, DuePages.of(overdue(world, attempts), List.of(0)));
        world.owner.turn();
        return world;
    }

    private static List<Pending> overdue(ManualWorld world, List<Integer> attempts) {
        List<Pending> tasks = new ArrayList<>();
        for (int i = 0; i < attempts.size(); i++) {
            Pending plain = world.oneShot(Integer.toString(i), -10);
            long due = plain.due();
            tasks.add(new Pending(
                    plain.id(), 0, 1, plain.definition(), plain.acceptedAt(), due, due, attempts.get(i), false, 1));
        }
        return tasks;
    }

    private static void fireAndSucceed(ManualWorld world) {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
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
}
