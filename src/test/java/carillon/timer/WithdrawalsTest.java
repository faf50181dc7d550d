package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.DeliveryMessage.Order;
import carillon.message.Pending;
import carillon.message.QueueChange.Hold;
import carillon.message.QueueChange.Release;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.QueueWritten;
import carillon.message.StoreMessage.QueuesRead;
import carillon.message.StoreMessage.ReadQueues;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Settle;
import carillon.message.StoreMessage.WriteQueue;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Cancel;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Queued;
import carillon.task.Trigger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that are asked back: for a change of their task, for a pause of their queue, for a hand-over, or for two. */
class WithdrawalsTest {

    private final ManualWorld world = ManualWorld.owning();
    private final List<Status> answers = new ArrayList<>();

    @Test
    void an_order_that_comes_back_before_it_can_be_taken_back_is_not_given_anew_behind_a_cancellation() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task), null);
        cancel();
        world.result(world.onlyOrder(), new NotStarted("busy"));
        world.passAndTurn(TimerOptions.REFUSED_MILLIS + 30);
        assertEquals(1, world.orders.size(), "its cancellation has begun");
        world.answerWithdrawal(List.of());
        world.answer(Change.class, changed());
        world.passAndTurn(TimerOptions.REFUSED_MILLIS + 30);
        assertEquals(List.of(Status.CHANGED), answers);
        assertEquals(1, world.orders.size());
    }

    @Test
    void an_order_that_came_back_is_given_anew_when_the_change_changed_nothing() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        cancel();
        world.result(world.onlyOrder(), new NotStarted("busy"));
        world.answerWithdrawal(List.of());
        world.answer(Change.class, new Changed(Status.SAME, null, List.of()));
        world.passAndTurn(TimerOptions.REFUSED_MILLIS + 30);
        assertEquals(2, world.orders.size());
    }

    @Test
    void an_attempt_that_succeeds_while_its_queue_is_paused_and_its_task_cancelled_is_not_made_again() {
        Pending task = queued();
        cancel();
        world.answerWithdrawal(List.of(task.occurrence()));
        world.owner.apply(new Hold("q"), Reply.ignored());
        world.result(world.onlyOrder(), new Succeeded());
        world.answerWithdrawal(List.of());
        world.answer(Change.class, changed());
        world.answer(WriteQueue.class, new QueueWritten(true));
        world.owner.apply(new Release("q"), Reply.ignored());
        world.answer(WriteQueue.class, new QueueWritten(true));
        world.passAndTurn(100);
        assertEquals(List.of(Status.RUNNING), answers);
        assertEquals(1, world.orders.size());
        assertEquals(0, world.owner.entries());
    }

    @Test
    void an_order_that_a_paused_queue_takes_back_is_cancelled_beside_it() {
        Pending task = queued();
        cancel();
        world.answerWithdrawal(List.of(task.occurrence()));
        world.owner.apply(new Hold("q"), Reply.ignored());
        world.answerWithdrawal(List.of());
        world.answer(WriteQueue.class, new QueueWritten(true));
        world.owner.apply(new Release("q"), Reply.ignored());
        world.answer(WriteQueue.class, new QueueWritten(true));
        world.passAndTurn(100);
        world.answer(Change.class, changed());
        world.passAndTurn(100);
        assertEquals(1, world.orders.size());
        assertEquals(0, world.owner.entries());
    }

    @Test
    void an_attempt_that_succeeds_while_its_shard_changes_hands_and_its_task_is_cancelled_is_not_handed_over_as_new() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task), null);
        cancel();
        world.answerWithdrawal(List.of(task.occurrence()));
        world.renewBesideABetterHolder();
        world.result(world.onlyOrder(), new Succeeded());
        world.answerWithdrawal(List.of());
        world.answer(Change.class, changed());
        world.owner.turn();
        assertTrue(world.isAsked(Cede.class));
        assertEquals(List.of(Status.RUNNING), answers);
        assertEquals(0, world.owner.entries());
        assertFalse(world.isAsked(Settle.class), "it was cancelled");
    }

    @Test
    void an_order_is_taken_back_by_the_term_under_which_it_was_given() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        Order given = world.onlyOrder();
        world.owner.arm(List.of(world.oneShot("b", 0)), null);
        world.result(world.orders.getLast(), new Succeeded());
        world.fail(Settle.class);
        world.owner.turn();
        world.answer(Reclaim.class, world.claimed(2, true));
        cancel();
        assertEquals(List.of(given.name()), world.withdrawn());
        assertEquals(1, given.term());
    }

    private void cancel() {
        TaskChange cancel = new Cancel("a");
        world.owner.apply(cancel, 0, new Reply<Changed>() {
            @Override
            public void answered(Changed answer) {
                answers.add(answer.status());
            }

            @Override
            public void failed(BusFailure failure) {
                throw new AssertionError(failure);
            }
        });
    }

    /** A task of a queue whose order is out. */
    private Pending queued() {
        world.owner.turn();
        while (world.isAsked(ReadQueues.class)) {
            world.answer(ReadQueues.class, new QueuesRead(List.of()));
        }
        long due = world.time.databaseMillis();
        Definition once = Definition.of(new Trigger.At(due), new Action.Handler("work"));
        Pending task = world.pending("a", once.withQueue(new Queued("q", false, false)), due);
        world.owner.arm(List.of(task), null);
        world.passAndTurn(1);
        assertEquals(1, world.orders.size());
        return task;
    }

    private static Changed changed() {
        return new Changed(Status.CHANGED, null, List.of());
    }
}
