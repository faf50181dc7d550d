package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.RunView;
import carillon.message.Settlement;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.message.TaskView;
import carillon.task.Outcome;
import carillon.task.TaskState;
import carillon.task.Trigger;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ChangeTest {

    private static final Trigger HOURLY = new Trigger.Every(3_600_000, null);
    private static final Trigger FAR = new Trigger.At(StoreRig.FAR);

    @AutoClose
    private static final StoreRig rig = StoreRig.open();

    private static final List<Inheritance> mine = rig.takeAll("one");

    @Test
    void cancel_ends_the_pending_occurrence_and_a_second_cancel_finds_nothing_to_do() {
        rig.create(StoreRig.chosen("cancelled", FAR));
        Changed cancelled = change(new TaskChange.Cancel("cancelled"));
        assertEquals(Status.CHANGED, cancelled.status());
        assertEquals(List.of(), cancelled.pending());
        TaskView task = rig.task("cancelled");
        assertEquals(TaskState.CANCELLED, task.state());
        assertNotNull(task.lastRun());
        assertEquals(Outcome.CANCELLED, task.lastRun().outcome());
        assertEquals(Status.SAME, change(new TaskChange.Cancel("cancelled")).status());
        assertEquals(Status.UNKNOWN, change(new TaskChange.Cancel("nobody")).status());
        assertTrue(rig.pending().stream().noneMatch(each -> each.id().equals("cancelled")));
    }

    @Test
    void an_outcome_after_a_cancel_changes_nothing() {
        rig.create(StoreRig.chosen("cancelled-late", new Trigger.Delay(0)));
        Pending pending = rig.pending("cancelled-late");
        change(new TaskChange.Cancel("cancelled-late"));
        rig.settle(StoreRig.success(pending, term(pending.id()), null));
        assertEquals(TaskState.CANCELLED, rig.task("cancelled-late").state());
        assertEquals(Outcome.CANCELLED, runs("cancelled-late").get(0).outcome());
    }

    @Test
    void cancel_ends_what_was_fired_by_hand_too() {
        rig.create(StoreRig.chosen("cancelled-extra", HOURLY));
        change(new TaskChange.Fire("cancelled-extra", null));
        change(new TaskChange.Cancel("cancelled-extra"));
        assertEquals(0, rig.number("SELECT count(*) FROM occurrence WHERE task_id = 'cancelled-extra'"));
        assertEquals(
                List.of(Outcome.CANCELLED, Outcome.CANCELLED),
                runs("cancelled-extra").stream().map(RunView::outcome).toList());
    }

    @Test
    void a_paused_one_shot_waits_and_goes_on_with_its_instant() {
        rig.create(StoreRig.chosen("paused", FAR));
        assertEquals(Status.CHANGED, change(new TaskChange.Pause("paused")).status());
        TaskView paused = rig.task("paused");
        assertEquals(TaskState.PAUSED, paused.state());
        assertNull(paused.nextFireAt());
        assertEquals(Status.SAME, change(new TaskChange.Pause("paused")).status());
        assertTrue(rig.pending().stream().noneMatch(each -> each.id().equals("paused")));
        Changed resumed = change(new TaskChange.Resume("paused"));
        assertEquals(StoreRig.FAR, resumed.pending().get(0).due());
        assertEquals(Status.SAME, change(new TaskChange.Resume("paused")).status());
        assertEquals(1, rig.task("paused").version());
    }

    @Test
    void what_a_recurring_task_missed_while_paused_is_late_when_it_goes_on() {
        long start = rig.now() - 10_500;
        rig.create(StoreRig.chosen("missed", new Trigger.Every(1_000, start)));
        Pending pending = rig.pending("missed");
        change(new TaskChange.Pause("missed"));
        Pending next = change(new TaskChange.Resume("missed")).pending().get(0);
        assertEquals(pending.occurrence(), next.occurrence());
        assertTrue(next.due() > pending.due(), "due when it goes on, so that no acknowledged past is written into");
        assertEquals(List.of(), runs("missed"));
    }

    @Test
    void an_outcome_of_a_paused_task_moves_its_schedule_and_leaves_it_paused() {
        rig.create(StoreRig.chosen("paused-moves", HOURLY));
        Pending pending = rig.pending("paused-moves");
        change(new TaskChange.Pause("paused-moves"));
        rig.settle(StoreRig.success(pending, term(pending.id()), pending.scheduledFor() + 3_600_000));
        assertEquals(TaskState.PAUSED, rig.task("paused-moves").state());
        Pending resumed =
                change(new TaskChange.Resume("paused-moves")).pending().get(0);
        assertEquals(pending.scheduledFor() + 3_600_000, resumed.scheduledFor());
    }

    @Test
    void a_one_shot_that_is_fired_is_due_now_and_consumed() {
        rig.create(StoreRig.chosen("fired", FAR));
        Pending fired = change(new TaskChange.Fire("fired", null)).pending().get(0);
        assertFalse(fired.extra());
        assertEquals(StoreRig.FAR, fired.scheduledFor());
        assertTrue(fired.due() <= rig.now() + 1_000);
        rig.settle(StoreRig.success(fired, term("fired"), null));
        assertEquals(TaskState.SUCCEEDED, rig.task("fired").state());
        assertEquals(Status.NOT_NOW, change(new TaskChange.Fire("fired", null)).status());
    }

    @Test
    void a_recurring_task_that_is_fired_gets_an_extra_occurrence_and_keeps_its_schedule() {
        rig.create(StoreRig.chosen("fired-extra", HOURLY));
        Pending scheduled = rig.pending("fired-extra");
        Pending first =
                change(new TaskChange.Fire("fired-extra", null)).pending().get(0);
        Pending second =
                change(new TaskChange.Fire("fired-extra", null)).pending().get(0);
        assertTrue(first.extra() && second.extra());
        assertNotEquals(first.scheduledFor(), second.scheduledFor());
        long term = term("fired-extra");
        rig.settle(again(first, term, StoreRig.FAR));
        assertEquals(StoreRig.FAR, extra("fired-extra", first.scheduledFor()).due());
        rig.settle(StoreRig.success(second, term, null));
        rig.settle(StoreRig.success(extra("fired-extra", first.scheduledFor()), term, null));
        assertEquals(scheduled, rig.pending("fired-extra"));
        assertEquals(2, runs("fired-extra").size());
    }

    @Test
    void a_dead_one_shot_is_revived_and_its_attempts_go_on_where_they_ended() {
        rig.create(StoreRig.chosen("revived", new Trigger.Delay(0)));
        Pending pending = rig.pending("revived");
        rig.settle(dead(pending, 5));
        Pending revived = change(new TaskChange.Fire("revived", pending.scheduledFor()))
                .pending()
                .get(0);
        assertEquals(pending.occurrence(), revived.occurrence());
        assertEquals(5, revived.attempts());
        assertEquals(5, revived.spent(), "as many as its retry policy does not count");
        assertEquals(revived, rig.pending("revived"));
        assertEquals(TaskState.SCHEDULED, rig.task("revived").state());
        rig.settle(StoreRig.success(revived, term("revived"), null));
        RunView run = runs("revived").get(0);
        assertEquals(Outcome.SUCCEEDED, run.outcome());
        assertEquals(6, run.attempt());
        assertEquals(5, run.failedAttempts().get(0).attempt());
        assertEquals(
                Status.NOT_NOW,
                change(new TaskChange.Fire("revived", pending.scheduledFor())).status());
    }

    @Test
    void a_dead_occurrence_of_a_recurring_task_is_revived_beside_the_schedule() {
        rig.create(StoreRig.chosen("revived-extra", HOURLY));
        Pending pending = rig.pending("revived-extra");
        long next = pending.scheduledFor() + 3_600_000;
        rig.settle(StoreRig.settlement(
                pending,
                term("revived-extra"),
                new Settlement.AttemptMade(1, 5, 6, "broken"),
                new Settlement.Ended(Outcome.DEAD, null, next)));
        Pending revived = change(new TaskChange.Fire("revived-extra", pending.scheduledFor()))
                .pending()
                .get(0);
        assertTrue(revived.extra());
        assertEquals(pending.scheduledFor(), revived.scheduledFor());
        assertEquals(1, revived.attempts());
        assertEquals(1, revived.spent());
        assertEquals(revived, extra("revived-extra", pending.scheduledFor()));
        rig.settle(StoreRig.success(revived, term("revived-extra"), null));
        assertEquals(next, rig.pending("revived-extra").scheduledFor());
        assertEquals(Outcome.SUCCEEDED, runs("revived-extra").get(0).outcome());
    }

    @Test
    void what_was_lost_with_its_processes_keeps_its_number_over_a_revival() {
        rig.create(StoreRig.chosen("revived-lost", HOURLY));
        Pending pending = rig.pending("revived-lost").again(0, 8, null);
        long next = pending.scheduledFor() + 3_600_000;
        rig.settle(StoreRig.settlement(
                pending, term("revived-lost"), null, new Settlement.Ended(Outcome.DEAD, "lost", next)));
        assertEquals(8, rig.history("revived-lost").get(0).attempt());
        Pending revived = change(new TaskChange.Fire("revived-lost", pending.scheduledFor()))
                .pending()
                .get(0);
        assertEquals(8, revived.attempts());
    }

    private static Changed change(TaskChange change) {
        return rig.ask(new StoreMessage.Change(StoreRig.shard(change.id()), term(change.id()), change));
    }

    private static Settlement again(Pending pending, long term, long due) {
        return StoreRig.settlement(
                pending, term, new Settlement.AttemptMade(1, 5, 6, "broken"), new Settlement.Again(due));
    }

    private static Settlement dead(Pending pending, int attempt) {
        return StoreRig.settlement(
                pending,
                term(pending.id()),
                new Settlement.AttemptMade(attempt, 5, 6, "broken"),
                new Settlement.Ended(Outcome.DEAD, null, null));
    }

    private static Pending extra(String id, long scheduledFor) {
        return rig.pending().stream()
                .filter(each -> each.id().equals(id) && each.scheduledFor() == scheduledFor)
                .findFirst()
                .orElseThrow();
    }

    private static List<RunView> runs(String id) {
        return rig.history(id);
    }

    private static long term(String id) {
        return StoreRig.holding(mine, StoreRig.shard(id)).term();
    }
}
