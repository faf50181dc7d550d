package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NoHandler;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Rejected;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.DeliveryMessage.Order;
import carillon.message.Pending;
import carillon.message.Settlement;
import carillon.message.Settlement.Again;
import carillon.message.Settlement.AttemptMade;
import carillon.message.Settlement.Ended;
import carillon.message.Settlement.Skipped;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.QueuesRead;
import carillon.message.StoreMessage.ReadQueues;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange;
import carillon.message.TimerMessage.Start;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Misfire;
import carillon.task.Outcome;
import carillon.task.Queued;
import carillon.task.Recurrence;
import carillon.task.RetryPolicy;
import carillon.task.Trigger;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OwnerOutcomeTest {

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void nothing_fires_before_its_instant() {
        world.owner.arm(List.of(world.oneShot("a", 100)), null);
        world.passAndTurn(98);
        assertEquals(List.of(), world.orders);
        world.passAndTurn(1);
        assertEquals(1, world.onlyOrder().attempt());
    }

    @Test
    void success_is_recorded_under_the_term_with_its_times() {
        fire(world.oneShot("a", 0));
        world.result(world.onlyOrder(), new Succeeded());
        Settlement settlement = onlySettlement();
        assertEquals(1, settlement.term());
        assertEquals(new Ended(Outcome.SUCCEEDED, null, null), settlement.step());
    }

    @Test
    void a_failure_is_tried_again_after_a_growing_wait_until_the_last_attempt_makes_it_a_dead_letter() {
        RetryPolicy retry = new RetryPolicy(3, 1_000, 2, 60_000, 0);
        Pending plain = world.oneShot("a", 0);
        fire(world.pending("a", plain.definition().withRetry(retry), plain.due()));
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertEquals(attempt, world.orders.getLast().attempt());
            world.result(world.orders.getLast(), new Failed("no", null));
            long wait = 1_000L << (attempt - 1);
            Again again = assertInstanceOf(Again.class, onlySettlement().step());
            assertTrue(Math.abs(world.time.databaseMillis() + wait - again.due()) <= 1, "due " + again.due());
            world.settle(true);
            world.renew(1);
            world.passAndTurn(wait);
        }
        world.result(world.orders.getLast(), new Failed("no", null));
        Ended ended = assertInstanceOf(Ended.class, onlySettlement().step());
        assertEquals(Outcome.DEAD, ended.outcome());
        assertEquals("attempt 3 was the last one allowed", ended.reason());
    }

    @Test
    void a_revived_occurrence_may_be_tried_as_often_as_a_new_one_under_numbers_that_go_on() {
        RetryPolicy retry = new RetryPolicy(2, 1_000, 3, 60_000, 0);
        Pending plain = world.oneShot("a", 0);
        fire(world.revived("a", plain.definition().withRetry(retry), plain.due(), 7));
        assertEquals(8, world.orders.getLast().attempt());
        world.result(world.orders.getLast(), new Failed("no", null));
        Again again = assertInstanceOf(Again.class, onlySettlement().step());
        assertEquals(1_000, again.due() - world.time.databaseMillis(), 1, "as after a first failure");
        world.settle(true);
        world.renew(1);
        world.passAndTurn(1_000);
        assertEquals(9, world.orders.getLast().attempt());
        world.result(world.orders.getLast(), new Failed("no", null));
        Ended ended = assertInstanceOf(Ended.class, onlySettlement().step());
        assertEquals("attempt 9 was the last one allowed", ended.reason());
    }

    @Test
    void a_receiver_that_asks_to_be_left_alone_is_left_alone() {
        fire(world.oneShot("a", 0));
        world.result(world.onlyOrder(), new Failed("busy", 120_000L));
        assertEquals(
                new Again(world.time.databaseMillis() + 120_000),
                onlySettlement().step());
    }

    @Test
    void what_the_receiver_will_never_accept_is_dead_at_once() {
        fire(world.oneShot("a", 0));
        world.result(world.onlyOrder(), new Rejected("410"));
        assertEquals(
                Outcome.DEAD,
                assertInstanceOf(Ended.class, onlySettlement().step()).outcome());
    }

    @Test
    void an_occurrence_waits_for_its_handler_without_using_up_an_attempt() {
        fire(world.oneShot("a", 0));
        world.result(world.orders.getLast(), new NoHandler());
        assertFalse(world.isAsked(Settle.class), "nothing is recorded");
        world.owner.handlerUp("work");
        assertEquals(2, world.orders.size());
        assertEquals(1, world.orders.getLast().attempt());
    }

    @Test
    void what_passed_on_to_its_next_instant_is_not_early_when_its_handler_comes() {
        long first = world.time.databaseMillis();
        Definition every = Definition.of(new Trigger.Every(10_000, first), new Action.Handler("work"))
                .withRecurrence(Recurrence.DEFAULT.withMisfire(Misfire.SKIP, 1_000));
        fire(world.pending("a", every, first));
        world.result(world.onlyOrder(), new NoHandler());
        world.passAndTurn(500);
        world.result(world.orders.getLast(), new NoHandler());
        world.passAndTurn(600);
        assertEquals(Outcome.SKIPPED, ((Ended) onlySettlement().step()).outcome());
        world.settle(true);
        world.owner.handlerUp("work");
        world.passAndTurn(100);
        assertEquals(2, world.orders.size(), "the next instant is seconds away");
    }

    @Test
    void what_is_cancelled_while_it_waits_for_its_handler_is_forgotten() {
        fire(world.oneShot("a", 0));
        world.result(world.onlyOrder(), new NoHandler());
        assertEquals(1, world.owner.absent());
        world.owner.apply(new TaskChange.Cancel("a"), 0, Reply.ignored());
        world.answer(Change.class, new Changed(Changed.Status.CHANGED, null, List.of()));
        assertEquals(0, world.owner.absent());
    }

    @Test
    void an_order_that_was_not_started_is_offered_again_as_the_same_attempt() {
        fire(world.oneShot("a", 0));
        world.result(world.onlyOrder(), new NotStarted("busy"));
        world.passAndTurn(TimerOptions.REFUSED_MILLIS);
        assertEquals(
                List.of(1, 1),
                world.orders.stream().map(order -> order.attempt()).toList());
    }

    @Test
    void an_order_that_is_refused_again_and_again_is_offered_less_and_less_often() {
        fire(world.oneShot("a", 0));
        int answered = 0;
        for (int i = 0; i < 2_000 / TimerOptions.REFUSED_MILLIS; i++) {
            if (world.orders.size() > answered) {
                world.result(world.orders.get(answered++), new NotStarted("an earlier attempt is still running"));
            }
            world.passAndTurn(TimerOptions.REFUSED_MILLIS);
        }
        assertEquals(7, world.orders.size());
    }

    @Test
    void a_recurring_task_goes_on_from_its_nominal_instant_and_not_from_now() {
        long first = world.time.databaseMillis() + 1_000;
        Definition every = Definition.of(new Trigger.Every(10_000, first), new Action.Handler("work"));
        world.owner.arm(List.of(world.pending("a", every, first)), null);
        world.passAndTurn(1_700);
        world.result(world.onlyOrder(), new Succeeded());
        assertEquals(
                new Ended(Outcome.SUCCEEDED, null, first + 10_000),
                onlySettlement().step());
    }

    @Test
    void instants_that_came_due_while_it_ran_are_skipped_and_counted() {
        long first = world.time.databaseMillis();
        Definition every = Definition.of(new Trigger.Every(1_000, first), new Action.Handler("work"));
        fire(world.pending("a", every, first));
        world.pass(2_500);
        world.renew(1);
        var order = world.onlyOrder();
        world.owner.attempted(List.of(
                new carillon.message.AttemptResult(order.occurrence(), 0, 1, 1, 2_500_000_000L, 0, new Succeeded())));
        Settlement settlement = onlySettlement();
        assertEquals(new Ended(Outcome.SUCCEEDED, null, first + 3_000), settlement.step());
        Skipped range = new Skipped(first + 1_000, 2, "came due while the occurrence before it was running");
        assertEquals(range.until(first + 2_000), settlement.skipped());
    }

    @Test
    void after_a_long_absence_only_the_latest_instant_is_made_up_for() {
        long first = world.time.databaseMillis() - 600_000;
        Definition every = Definition.of(new Trigger.Every(60_000, first), new Action.Handler("work"));
        world.owner.arm(List.of(world.pending("a", every, first)), null);
        assertEquals(List.of(), world.orders);
        Settlement settlement = onlySettlement();
        assertNull(settlement.attempt());
        Ended ended = assertInstanceOf(Ended.class, settlement.step());
        assertEquals(Outcome.SKIPPED, ended.outcome());
        assertEquals(Long.valueOf(first + 600_000), ended.next());
        Skipped others = Objects.requireNonNull(settlement.skipped());
        assertEquals(9, others.count());
        assertEquals(Long.valueOf(first + 540_000), others.lastScheduledFor());
        world.settle(true);
        world.owner.turn();
        assertEquals(first + 600_000, world.onlyOrder().occurrence().scheduledFor());
    }

    @Test
    void an_attempt_of_which_nothing_is_heard_counts_as_failed() {
        fire(world.oneShot("a", 0));
        long timeout = Definition.TIMEOUT_MILLIS_DEFAULT + TimerOptions.LOST_AFTER_MILLIS;
        for (long passed = 0; passed < timeout; passed += 1_000) {
            world.pass(1_000);
            world.renew(1);
        }
        Settlement settlement = onlySettlement();
        assertInstanceOf(Again.class, settlement.step());
        assertTrue(settlement.attempt() != null && settlement.attempt().number() == 1);
    }

    @Test
    void an_attempt_of_a_queue_is_recorded_no_later_than_it_was_heard_of_however_late_its_result_comes() {
        Pending plain = world.oneShot("a", 0);
        Definition queued = plain.definition().withQueue(new Queued("q", false, false));
        world.owner.turn();
        world.answer(ReadQueues.class, new QueuesRead(List.of()));
        fire(world.pending("a", queued, plain.due()));
        Order order = world.onlyOrder();
        world.pass(10);
        world.owner.began(List.of(new Start(order.occurrence(), order.shard(), order.attempt())));
        long heard = world.time.databaseMillis();
        world.pass(500);
        world.owner.attempted(List.of(new AttemptResult(
                order.occurrence(), order.shard(), order.term(), order.attempt(), 50_000_000, 0, new Succeeded())));
        AttemptMade made = Objects.requireNonNull(onlySettlement().attempt());
        assertTrue(made.startedAt() <= heard, made + ", heard of at " + heard);
        assertTrue(made.finishedAt() >= heard + 499, made.toString());
    }

    private void fire(Pending task) {
        world.owner.arm(List.of(task), null);
        world.owner.turn();
    }

    private Settlement onlySettlement() {
        List<Settlement> settlements = world.request(Settle.class).settlements();
        assertEquals(1, settlements.size());
        return settlements.getFirst();
    }
}
