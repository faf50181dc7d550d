package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.Settlement.Ended;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.DuePage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Put;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Outcome;
import carillon.task.Payload;
import carillon.task.RetryPolicy;
import carillon.task.Trigger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 4, where an attempt ends while a change of its task is with the database: the change comes first. */
class ChangeWhileRunningTest {

    private static final long SECOND = 1_000;

    private final ManualWorld world = ManualWorld.owning();
    private final long first = world.time.databaseMillis();
    private final Definition every = Definition.of(new Trigger.Every(SECOND, first), new Action.Handler("work"))
            .withRetry(new RetryPolicy(5, SECOND, 1, SECOND, 0));
    private final Pending task = world.pending("a", every, first);

    @Test
    void an_attempt_that_ends_while_its_pause_is_written_brings_no_other() {
        changeWhileRunning(new Pause("a"));
        endAndLoseNothing(new Succeeded());
        world.answer(Change.class, changed());
        world.settle(true);
        world.passAndTurn(2 * SECOND);
        assertEquals(1, world.orders.size());
    }

    @Test
    void an_attempt_that_ends_while_its_definition_is_replaced_is_the_last_of_the_old_one() {
        Pending next = world.pending("a", every.withPayload(Payload.of("2")), first + 60 * SECOND);
        changeWhileRunning(new Put(new NewTask("a", true, next.definition()), null));
        endAndLoseNothing(new Failed("no", null));
        world.answer(Change.class, changed(next));
        assertEquals(
                new Ended(Outcome.DEAD, "its task was redefined while it ran", null),
                world.settle(true).settlements().getFirst().step());
        world.passAndTurn(2 * SECOND);
        assertEquals(1, world.orders.size());
    }

    @Test
    void an_attempt_of_which_nothing_is_heard_while_a_change_is_written_is_lost_behind_it() {
        changeWhileRunning(new Pause("a"));
        world.pass(every.timeoutMillis() + TimerOptions.LOST_AFTER_MILLIS);
        world.renew(1);
        world.passAndTurn(SECOND);
        assertFalse(world.isAsked(Settle.class));
        world.answer(Change.class, changed());
        world.renew(1);
        world.passAndTurn(SECOND);
        assertTrue(world.isAsked(Settle.class));
    }

    @Test
    void what_follows_a_change_of_unknown_outcome_is_as_the_database_has_it() {
        for (Verdict verdict : List.of(new Succeeded(), new Failed("no", null), new NotStarted("busy"))) {
            ChangeWhileRunningTest fresh = new ChangeWhileRunningTest();
            fresh.cancelInTheDark(verdict);
        }
    }

    private void cancelInTheDark(Verdict verdict) {
        changeWhileRunning(new Cancel("a"));
        world.fail(Change.class);
        world.owner.turn();
        world.answer(Reclaim.class, world.claimed(2, true));
        world.result(world.onlyOrder(), verdict);
        if (world.isAsked(Settle.class)) {
            world.settle(true);
        }
        world.owner.turn();
        assertTrue(world.request(ReadDue.class).cursors().getFirst().due() <= first + SECOND);
        while (world.isAsked(ReadDue.class)) {
            world.answer(ReadDue.class, new DuePage(List.of(), List.of(0)));
            world.owner.turn();
        }
        world.passAndTurn(2 * SECOND);
        assertEquals(1, world.orders.size(), "it was cancelled");
        assertEquals(0, world.owner.entries());
    }

    private void changeWhileRunning(TaskChange change) {
        world.owner.arm(List.of(task));
        world.owner.apply(change, 0, Reply.ignored());
        world.answerWithdrawal(List.of(task.occurrence()));
        assertTrue(world.isAsked(Change.class));
    }

    private void endAndLoseNothing(Verdict verdict) {
        world.result(world.onlyOrder(), verdict);
        assertFalse(world.isAsked(Settle.class), "the change comes first");
    }

    private static Changed changed(Pending... pending) {
        return new Changed(Status.CHANGED, null, List.of(pending));
    }
}
