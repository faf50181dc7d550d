package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.lease.Holding;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Settlement;
import carillon.message.Settlement.Ended;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Fire;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Purge;
import carillon.message.TaskChange.Put;
import carillon.message.TaskChange.Resume;
import carillon.message.TaskView;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Outcome;
import carillon.task.Payload;
import carillon.task.RetryPolicy;
import carillon.task.TaskState;
import carillon.task.Trigger;
import java.util.ArrayList;
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
    void an_attempt_that_proves_not_to_have_started_when_its_definition_was_replaced_is_not_made_any_more() {
        Pending next = world.pending("a", every.withPayload(Payload.of("2")), first + 60 * SECOND);
        changeWhileRunning(new Put(new NewTask("a", true, next.definition()), null));
        world.answer(Change.class, changed(next));
        world.result(world.onlyOrder(), new NotStarted("no room"));
        assertEquals(
                new Ended(Outcome.CANCELLED, "the task was replaced", null),
                world.settle(true).settlements().getFirst().step());
        world.passAndTurn(2 * SECOND);
        assertEquals(1, world.orders.size());
    }

    @Test
    void a_task_that_is_resumed_while_its_attempt_runs_goes_on_after_it() {
        changeWhileRunning(new Pause("a"));
        world.answer(Change.class, changed());
        world.owner.apply(new Resume("a"), 0, Reply.ignored());
        assertEquals(new Resume("a"), world.request(Change.class).change());
        world.answer(Change.class, changed(task));
        world.passAndTurn(SECOND / 2);
        assertEquals(1, world.orders.size(), "the attempt is still running");
        world.result(world.onlyOrder(), new Succeeded());
        world.settle(true);
        world.passAndTurn(SECOND);
        assertEquals(2, world.orders.size());
    }

    @Test
    void an_attempt_that_ends_while_its_task_is_resumed_has_its_outcome_written_behind_that() {
        changeWhileRunning(new Pause("a"));
        world.answer(Change.class, changed());
        world.owner.apply(new Resume("a"), 0, Reply.ignored());
        endAndLoseNothing(new Failed("no", null));
        world.answer(Change.class, changed(task));
        world.settle(true);
        world.passAndTurn(SECOND);
        assertEquals(2, world.orders.get(1).attempt());
    }

    @Test
    void a_task_is_cancelled_and_redefined_and_fired_however_long_its_attempt_runs() {
        Pending next = world.pending("a", every.withPayload(Payload.of("2")), first + 60 * SECOND);
        for (TaskChange change : List.of(
                new Cancel("a"), new Put(new NewTask("a", true, next.definition()), null), new Fire("a", null))) {
            ChangeWhileRunningTest fresh = new ChangeWhileRunningTest();
            fresh.resumeWhileRunningAnd(change);
        }
    }

    @Test
    void a_purge_that_is_not_carried_out_makes_no_second_attempt() {
        for (Status status : List.of(Status.NOT_OWNER, Status.UNKNOWN)) {
            ManualWorld other = ManualWorld.owning();
            other.owner.arm(List.of(task), null);
            other.owner.apply(new Purge("a"), 0, Reply.ignored());
            other.answerWithdrawal(List.of(task.occurrence()));
            other.answer(Change.class, new Changed(status, null, List.of()));
            other.passAndTurn(10);
            other.result(other.onlyOrder(), new Succeeded());
            assertTrue(other.isAsked(Settle.class), "the first attempt went on, and its outcome counts");
        }
    }

    private void resumeWhileRunningAnd(TaskChange change) {
        changeWhileRunning(new Pause("a"));
        world.answer(Change.class, changed());
        world.owner.apply(new Resume("a"), 0, Reply.ignored());
        world.owner.apply(change, 0, Reply.ignored());
        world.answer(Change.class, changed(task));
        if (world.isWithdrawn()) {
            world.answerWithdrawal(List.of(task.occurrence()));
        }
        assertEquals(change, world.request(Change.class).change());
    }

    @Test
    void a_definition_that_is_only_switched_off_while_it_runs_moves_its_schedule_on() {
        changeWhileRunning(new Put(new NewTask("a", true, every.withEnabled(false)), null));
        world.answer(Change.class, new Changed(Status.CHANGED, view(every.withEnabled(false)), List.of()));
        world.result(world.onlyOrder(), new Succeeded());
        Settlement settlement = world.settle(true).settlements().getFirst();
        assertTrue(settlement.recurs(), "it has a next instant, whenever it is switched on again");
        world.passAndTurn(2 * SECOND);
        assertEquals(1, world.orders.size(), "it is paused");
    }

    @Test
    void a_definition_that_is_only_switched_on_while_it_runs_goes_on_after_its_attempt() {
        changeWhileRunning(new Pause("a"));
        world.answer(Change.class, changed());
        world.owner.apply(new Put(new NewTask("a", true, every), null), 0, Reply.ignored());
        world.answerWithdrawal(List.of(task.occurrence()));
        world.answer(Change.class, new Changed(Status.CHANGED, view(every), List.of(task)));
        world.result(world.onlyOrder(), new Succeeded());
        world.settle(true);
        world.passAndTurn(SECOND);
        assertEquals(2, world.orders.size());
    }

    @Test
    void what_is_sent_back_unstarted_after_its_pause_is_not_ordered_again() {
        changeWhileRunning(new Pause("a"));
        world.answer(Change.class, changed());
        world.result(world.onlyOrder(), new NotStarted("busy"));
        world.passAndTurn(SECOND);
        assertEquals(1, world.orders.size());
        assertEquals(0, world.owner.entries());
    }

    @Test
    void what_is_taken_back_by_a_second_pause_is_not_ordered_again() {
        changeWhileRunning(new Pause("a"));
        world.answer(Change.class, changed());
        world.owner.apply(new Pause("a"), 0, Reply.ignored());
        world.answerWithdrawal(List.of());
        world.answer(Change.class, new Changed(Status.SAME, null, List.of()));
        world.passAndTurn(SECOND);
        assertEquals(1, world.orders.size());
    }

    @Test
    void what_still_runs_of_a_definition_that_was_replaced_ends_cancelled_with_its_task() {
        Pending next = world.pending("a", every.withPayload(Payload.of("2")), first + 60 * SECOND);
        changeWhileRunning(new Put(new NewTask("a", true, next.definition()), null));
        world.answer(Change.class, changed(next));
        world.owner.apply(new Cancel("a"), 0, Reply.ignored());
        world.answerWithdrawal(List.of(task.occurrence()));
        world.answer(Change.class, changed());
        Settlement settlement = world.settle(true).settlements().getFirst();
        assertEquals(task.occurrence(), settlement.occurrence());
        assertEquals(new Ended(Outcome.CANCELLED, "cancelled", null), settlement.step());
    }

    private TaskView view(Definition definition) {
        return new TaskView("a", task.version(), definition, TaskState.SCHEDULED, null, first, null);
    }

    @Test
    void what_runs_of_a_definition_that_was_replaced_unheard_ends_cancelled_with_its_task() {
        replaceUnheard();
        world.owner.apply(new Cancel("a"), 0, Reply.ignored());
        world.answerWithdrawal(List.of(task.occurrence()));
        world.answer(Change.class, new Changed(Status.CHANGED, redefined(), List.of()));
        Settlement settlement = world.request(Settle.class).settlements().getFirst();
        assertEquals(task.occurrence(), settlement.occurrence());
        assertEquals(new Ended(Outcome.CANCELLED, "cancelled", null), settlement.step());
    }

    @Test
    void what_runs_of_a_definition_that_was_replaced_unheard_is_recorded_beside_what_goes_on() {
        replaceUnheard();
        Pending next = world.pending("a", every.withTimeout(7_000), first + SECOND);
        world.owner.apply(new Resume("a"), 0, Reply.ignored());
        world.answer(Change.class, new Changed(Status.CHANGED, redefined(), List.of(next)));
        world.result(world.onlyOrder(), new Succeeded());
        Settlement settlement = world.request(Settle.class).settlements().getFirst();
        assertEquals(task.occurrence(), settlement.occurrence());
        assertEquals(new Ended(Outcome.SUCCEEDED, null, null), settlement.step());
    }

    private void replaceUnheard() {
        changeWhileRunning(new Put(new NewTask("a", true, every.withTimeout(7_000)), null));
        world.fail(Change.class);
        world.owner.turn();
        world.answer(Reclaim.class, world.claimed(2, true));
    }

    private TaskView redefined() {
        int version = task.version() + 1;
        return new TaskView("a", version, every.withTimeout(7_000), TaskState.SCHEDULED, null, first, null);
    }

    @Test
    void a_change_behind_one_of_unknown_outcome_is_not_written_before_the_term_was_raised() {
        List<Object> answers = new ArrayList<>();
        changeWhileRunning(new Pause("a"));
        world.owner.apply(new Cancel("a"), 0, noting(answers));
        world.fail(Change.class);
        while (world.isWithdrawn()) {
            world.answerWithdrawal(List.of(task.occurrence()));
        }
        assertFalse(world.isAsked(Change.class));
        assertEquals(List.of(FailureCode.NOT_OWNER), answers, "nothing was done");
    }

    @Test
    void a_change_that_waits_for_an_outcome_is_the_next_owners_when_the_shard_is_lost() {
        List<Object> answers = new ArrayList<>();
        world.owner.arm(List.of(task), null);
        world.result(world.onlyOrder(), new Succeeded());
        world.owner.apply(new Cancel("a"), 0, noting(answers));
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, "other", 2)));
        assertEquals(List.of(FailureCode.NOT_OWNER), answers);
    }

    private static Reply<Changed> noting(List<Object> answers) {
        return new Reply<>() {
            @Override
            public void answered(Changed answer) {
                answers.add(answer.status());
            }

            @Override
            public void failed(BusFailure failure) {
                answers.add(failure.code());
            }
        };
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

    @Test
    void what_follows_is_read_from_its_own_instant_where_a_late_attempt_ended_behind_a_change_of_unknown_outcome() {
        Pending late = world.pending("a", every, first).again(first + 2 * SECOND, 0, null);
        world.pass(2 * SECOND + 1);
        world.owner.arm(List.of(late), null);
        world.owner.apply(new Pause("a"), 0, Reply.ignored());
        world.answerWithdrawal(List.of(task.occurrence()));
        world.fail(Change.class);
        world.owner.turn();
        world.answer(Reclaim.class, world.claimed(2, true));
        world.result(world.onlyOrder(), new Succeeded());
        world.settle(true);
        world.owner.turn();
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(20, 20, List.of())));
        long from = world.request(ReadDue.class).cursors().getFirst().due();
        assertTrue(from <= first + SECOND, "the schedule goes on before the attempt was due");
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
            world.answer(ReadDue.class, DuePages.of(List.of(), List.of(0)));
            world.owner.turn();
        }
        world.passAndTurn(2 * SECOND);
        assertEquals(1, world.orders.size(), "it was cancelled");
        assertEquals(0, world.owner.entries());
    }

    private void changeWhileRunning(TaskChange change) {
        world.owner.arm(List.of(task), null);
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
