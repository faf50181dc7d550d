package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.NoHandler;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Settlement;
import carillon.message.Settlement.Ended;
import carillon.message.Settlement.Spawned;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Put;
import carillon.message.TaskChange.Resume;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Outcome;
import carillon.task.Overlap;
import carillon.task.Recurrence;
import carillon.task.Trigger;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerPoliciesTest {

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void where_occurrences_may_overlap_one_is_written_down_beside_its_schedule_before_its_attempt() {
        Pending task = every(Overlap.ALLOW);
        arm(task);
        assertEquals(List.of(), world.orders, "not yet");
        Settlement settlement = onlySettlement();
        long next = task.scheduledFor() + 1_000;
        assertEquals(new Spawned(next, next), settlement.step());
        assertEquals(task.occurrence(), settlement.occurrence());
        world.settle(true);
        world.owner.turn();
        assertEquals(task.occurrence(), world.onlyOrder().occurrence());
        world.passAndTurn(1_000);
        assertInstanceOf(Spawned.class, onlySettlement().step(), "the schedule goes on while the attempt runs");
    }

    @Test
    void an_occurrence_of_which_nobody_knows_whether_it_was_written_down_is_looked_for_in_the_database() {
        arm(every(Overlap.ALLOW));
        world.fail(Settle.class);
        world.renew(1);
        world.answer(Reclaim.class, world.claimed(2, true));
        world.owner.turn();
        world.settle(true);
        world.owner.turn();
        assertEquals(List.of(), world.orders);
        assertTrue(world.isAsked(ReadDue.class));
    }

    @Test
    void those_that_queue_keep_their_order_whatever_order_they_are_read_in() {
        Pending second = spawned(Overlap.QUEUE, 1_000);
        Pending first = spawned(Overlap.QUEUE, 2_000);
        arm(second, first);
        assertEquals(first.occurrence(), world.onlyOrder().occurrence());
        world.result(world.onlyOrder(), new Succeeded());
        assertEquals(1, world.orders.size(), "its outcome is being written");
        world.settle(true);
        world.owner.turn();
        assertEquals(second.occurrence(), world.orders.getLast().occurrence());
    }

    @Test
    void one_that_queues_does_not_go_before_all_that_may_be_before_it_was_read() {
        ManualWorld fresh = new ManualWorld();
        fresh.holdUnder(1, true);
        fresh.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(50, 50, List.of())));
        Pending second = spawned(Overlap.QUEUE, 1_000);
        Pending first = spawned(Overlap.QUEUE, 2_000).again(second.due() + 60_000, 1, null);
        fresh.answer(ReadDue.class, DuePages.of(List.of(second), List.of()));
        fresh.passAndTurn(100);
        assertEquals(List.of(), fresh.orders);
        fresh.answer(ReadDue.class, DuePages.of(List.of(first), List.of(0)));
        fresh.passAndTurn(100);
        assertEquals(List.of(), fresh.orders, "it waits for the retry of the one before it");
    }

    @Test
    void what_waits_for_its_handler_when_its_task_expires_ends_expired() {
        Pending plain = world.oneShot("a", 0);
        arm(world.pending("a", plain.definition().withExpiresAt(plain.due() + 1_000), plain.due()));
        world.result(world.onlyOrder(), new NoHandler());
        world.passAndTurn(500);
        world.result(world.orders.getLast(), new NoHandler());
        world.passAndTurn(600);
        Settlement settlement = onlySettlement();
        assertEquals(new Ended(Outcome.EXPIRED, "had not started when the task expired", null), settlement.step());
        assertNull(settlement.attempt());
        assertEquals(2, world.orders.size());
    }

    @Test
    void an_attempt_that_has_started_may_be_tried_again_after_its_task_expired() {
        Pending plain = world.oneShot("a", 0);
        Definition expiring = plain.definition().withExpiresAt(plain.due() - 1);
        arm(world.pending("a", expiring, plain.due()).again(plain.due(), 1, null));
        assertEquals(2, world.onlyOrder().attempt());
    }

    @Test
    void a_pause_parks_what_queues_and_leaves_what_was_fired_by_hand() {
        Pending queued = spawned(Overlap.QUEUE, -500);
        Pending byHand = extra(-400);
        arm(queued, byHand);
        apply(new Pause("a"));
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        world.passAndTurn(1_000);
        assertEquals(byHand.occurrence(), world.onlyOrder().occurrence());
        apply(new Resume("a"));
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of(queued)));
        world.owner.turn();
        assertEquals(queued.occurrence(), world.orders.getLast().occurrence());
    }

    @Test
    void what_ends_while_its_task_is_being_redefined_does_not_come_back() {
        Pending byHand = extra(0);
        arm(byHand);
        Definition other = byHand.definition().withTimeout(7_000);
        apply(new Put(new NewTask("a", true, other), null));
        world.answerWithdrawal(List.of(byHand.occurrence()));
        world.result(world.onlyOrder(), new Succeeded());
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of(byHand)));
        world.settle(true);
        world.passAndTurn(100);
        assertEquals(1, world.orders.size());
        assertEquals(0, world.owner.entries());
    }

    @Test
    void what_waits_beside_a_schedule_that_is_redefined_runs_as_it_is_defined_then() {
        Pending later = extra(-1_000);
        arm(later);
        apply(new Put(new NewTask("a", true, later.definition().withTimeout(7_000)), null));
        Pending redefined = new Pending(
                "a", 0, 2, later.definition().withTimeout(7_000), 0, later.scheduledFor(), later.due(), 0, true, 99);
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of(redefined)));
        world.passAndTurn(1_000);
        assertEquals(7_000, world.onlyOrder().timeoutMillis());
    }

    private Pending every(Overlap overlap) {
        long first = world.time.databaseMillis();
        return world.pending("a", definition(overlap, first), first);
    }

    /** One that stands beside its schedule, due so long ago. */
    private Pending spawned(Overlap overlap, long agoMillis) {
        long due = world.time.databaseMillis() - agoMillis;
        return world.pending("a", definition(overlap, due), due).spawn();
    }

    private Pending extra(long agoMillis) {
        long due = world.time.databaseMillis() - agoMillis;
        Pending plain = world.pending("a", definition(Overlap.SKIP, due), due);
        return new Pending("a", 0, 1, plain.definition(), due, due, due, 0, true, plain.transaction());
    }

    private static Definition definition(Overlap overlap, long start) {
        return Definition.of(new Trigger.Every(1_000, start), new Action.Handler("work"))
                .withRecurrence(Recurrence.DEFAULT.withOverlap(overlap));
    }

    private void arm(Pending... pending) {
        world.owner.arm(List.of(pending), null);
        world.owner.turn();
    }

    private void apply(TaskChange change) {
        world.owner.apply(change, 0, Reply.ignored());
    }

    private Settlement onlySettlement() {
        List<Settlement> settlements = world.request(Settle.class).settlements();
        assertEquals(1, settlements.size());
        return settlements.getFirst();
    }
}
