package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Holding;
import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.DeliveryMessage.Order;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Sighting;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Find;
import carillon.message.StoreMessage.Found;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange.Purge;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A task that was created anew, under the name and for the instant of one that was purged, is another task. */
class RecreatedTest {

    private static final long SOON = 1_000;

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void it_is_read_when_a_safety_read_names_it_after_the_older_one_was_settled() {
        Pending old = world.oneShot("a", 0);
        fireAndSettle(old);
        Pending created = anew(old);
        isMissing(sighting(created));
        world.answer(ReadDue.class, DuePages.of(List.of(created), List.of(0)));
        world.passAndTurn(10);
        assertEquals(2, world.orders.size());
    }

    @Test
    void it_is_read_when_a_node_that_names_no_transactions_names_another_instant() {
        fireAndSettle(world.oneShot("a", 0));
        Pending created = world.oneShot("a", 5);
        isMissing(new Sighting("a", 0, 1, created.scheduledFor(), created.due(), 0));
        assertTrue(world.isAsked(ReadDue.class));
    }

    @Test
    void it_is_read_again_when_a_page_brings_it_while_the_older_one_was_settled() {
        Pending old = world.oneShot("a", 0);
        pageIsUnderWay();
        fireAndSettle(old);
        Pending created = anew(old);
        world.answer(ReadDue.class, DuePages.of(List.of(created), List.of(0)));
        world.owner.turn();
        world.answer(ReadDue.class, DuePages.of(List.of(created), List.of(0)));
        world.passAndTurn(10);
        assertEquals(2, world.orders.size());
    }

    @Test
    void it_is_read_when_the_purge_of_the_older_one_is_over_during_which_a_page_brought_it() {
        pageIsUnderWay();
        Pending old = world.oneShot("a", SOON);
        world.owner.arm(List.of(old), null);
        purge(old);
        Pending created = anew(old);
        world.answer(ReadDue.class, DuePages.of(List.of(created), List.of(0)));
        assertFalse(world.isAsked(ReadDue.class), "the purge is under way");
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        isReadAndFires(created);
    }

    @Test
    void it_is_read_when_the_purge_of_the_older_one_is_over_during_which_a_safety_read_named_it() {
        Pending old = world.oneShot("a", SOON);
        world.owner.arm(List.of(old), null);
        purge(old);
        Pending created = anew(old);
        safetyRead(sighting(created));
        assertFalse(world.isAsked(ReadDue.class), "the purge is under way");
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        isReadAndFires(created);
    }

    @Test
    void it_is_read_in_another_shard_when_it_is_found_out_that_the_purge_of_the_older_one_landed() {
        Pending old = world.oneShot("a", SOON);
        world.owner.arm(List.of(old), null);
        world.gainSecond();
        readNew();
        assertTrue(world.isAsked(ReadDue.class), "of the second shard");
        purge(old);
        world.fail(Change.class);
        Pending created = new Pending("a", 1, 1, old.definition(), 0, old.due(), old.due(), 0, false, 900);
        world.answer(ReadDue.class, DuePages.of(List.of(created), List.of(1)));
        world.owner.turn();
        world.answer(Reclaim.class, world.claimed(2, true));
        // Of the first shard, what stands beside schedules is looked for anew.
        world.answer(ReadDue.class, DuePages.of(List.of(), List.of(0)));
        world.answer(Find.class, new Found(null));
        isReadAndFires(created);
    }

    @Test
    void the_result_of_an_attempt_of_the_older_one_is_not_taken_for_its_own() {
        Pending old = world.oneShot("a", 0);
        world.owner.arm(List.of(old), null);
        Order abandoned = world.onlyOrder();
        purge(old);
        world.answerWithdrawal(List.of(old.occurrence()));
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        isMissing(sighting(anew(old)));
        world.answer(ReadDue.class, DuePages.of(List.of(anew(old)), List.of(0)));
        world.passAndTurn(10);
        assertEquals(List.of(1, 2), world.orders.stream().map(Order::attempt).toList());

        world.result(abandoned, new Succeeded());
        assertFalse(world.isAsked(Settle.class));
        world.result(world.orders.getLast(), new Succeeded());
        assertEquals(1, world.settle(true).settlements().size());
    }

    @Test
    void its_attempts_are_counted_from_1_when_nothing_can_be_heard_of_the_older_one_any_more() {
        Abandoned abandoned = new Abandoned();
        Pending old = world.oneShot("a", 0);
        Entry running = entry(old);
        running.attempt = 3;
        abandoned.add(running, 1_000);
        Entry counted = entry(abandoned.count(anew(old)));
        assertEquals(4, counted.nextAttempt());
        assertEquals(1, counted.pending.counted(4), "its retry policy has a first attempt too");
        abandoned.forget(1_000 + running.timeoutMillis() + TimerOptions.LOST_AFTER_MILLIS - 1);
        assertEquals(4, entry(abandoned.count(anew(old))).nextAttempt());
        abandoned.forget(1_000 + running.timeoutMillis() + TimerOptions.LOST_AFTER_MILLIS);
        assertEquals(1, entry(abandoned.count(anew(old))).nextAttempt());
    }

    @Test
    void its_attempts_are_counted_from_1_once_the_result_of_the_older_one_has_come() {
        Abandoned abandoned = new Abandoned();
        Entry running = entry(world.oneShot("a", 0));
        running.attempt = 3;
        abandoned.add(running, 1_000);
        abandoned.heard(new AttemptResult(running.occurrence(), 0, 1, 2, 0, 0, new Succeeded()));
        assertEquals(4, entry(abandoned.count(anew(running.pending))).nextAttempt(), "it is of another attempt");
        abandoned.heard(new AttemptResult(running.occurrence(), 0, 1, 3, 0, 0, new Succeeded()));
        assertEquals(1, entry(abandoned.count(anew(running.pending))).nextAttempt());
    }

    private Entry entry(Pending pending) {
        Inheritance none = new Inheritance(new Holding(0, "me", 1), 0, ReadPoint.START, true);
        return new Entry(pending, new OwnedShard(none, 0, 0));
    }

    private Pending anew(Pending old) {
        return world.pending("a", old.definition(), old.due());
    }

    private void isReadAndFires(Pending created) {
        world.owner.turn();
        ReadDue read = world.request(ReadDue.class);
        assertTrue(
                read.cursors().stream()
                        .anyMatch(each -> each.shard() == created.shard() && each.due() <= created.due()),
                read::toString);
        world.answer(ReadDue.class, DuePages.of(List.of(created), List.of(created.shard())));
        world.passAndTurn(SOON);
        assertEquals(created.occurrence(), world.onlyOrder().occurrence());
    }

    private void pageIsUnderWay() {
        world.passAndTurn(20_000);
        world.renew(1);
        world.owner.turn();
        readNew();
        assertTrue(world.isAsked(ReadDue.class));
    }

    private void purge(Pending task) {
        world.owner.apply(new Purge(task.id()), 0, Reply.ignored());
    }

    private void fireAndSettle(Pending task) {
        world.owner.arm(List.of(task), null);
        world.passAndTurn(10);
        world.result(world.onlyOrder(), new Succeeded());
        world.settle(true);
    }

    private void safetyRead(Sighting sighting) {
        world.pass(TimerOptions.DEFAULT.safetyMillis());
        world.renew(1);
        world.owner.turn();
        readNew(sighting);
    }

    /** Two safety reads name it. */
    private void isMissing(Sighting sighting) {
        safetyRead(sighting);
        world.passAndTurn(TimerOptions.MISSING_MILLIS);
        readNew(sighting);
    }

    private void readNew(Sighting... sightings) {
        world.answer(ReadNew.class, new NewPage(List.of(sightings), new ReadPoint(10, 10, List.of())));
    }

    private static Sighting sighting(Pending task) {
        return new Sighting("a", 0, 1, task.scheduledFor(), task.due(), task.transaction());
    }
}
