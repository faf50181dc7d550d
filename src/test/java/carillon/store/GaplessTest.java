package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Changed;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.RunView;
import carillon.message.RunView.Stage;
import carillon.message.Settlement;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Put;
import carillon.message.TaskChange.Resume;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Outcome;
import carillon.task.Recurrence;
import carillon.task.Trigger;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For every nominal instant of a schedule the list of runs says what became of it. */
final class GaplessTest {

    private static final long PERIOD = 1_000;
    private static final long BEHIND = 3_600_000;

    private StoreRig rig;
    private long term;
    private long start;

    /** A task that should have fired every second for an hour. */
    @BeforeEach
    void open() {
        rig = StoreRig.open();
        term = rig.takeAll("one").get(0).holding().term();
        start = rig.now() - BEHIND;
        rig.create(StoreRig.chosen("t", new Trigger.Every(PERIOD, start)));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void what_is_to_come_is_shown_with_where_it_stands() {
        RunView due = first();
        assertEquals(Stage.DUE, due.stage());
        assertEquals(start, due.scheduledFor());
        assertNull(due.outcome());
        settleFirst(rig.now() + BEHIND);
        assertEquals(Stage.UPCOMING, rig.runs("t").get(0).stage());
        assertEquals(Stage.ENDED, rig.runs("t").get(1).stage());
    }

    @Test
    void a_retry_that_waits_is_shown_with_its_attempts_and_when_the_next_one_follows() {
        long again = rig.now() + BEHIND;
        Pending first = rig.pending("t");
        Settlement.AttemptMade broken = new Settlement.AttemptMade(1, first.due(), first.due() + 5, "broken");
        rig.settle(StoreRig.settlement(first, term, broken, new Settlement.Again(again)));
        RunView run = first();
        assertEquals(Stage.RETRYING, run.stage());
        assertEquals(again, run.due());
        assertEquals(1, run.attempt());
        assertEquals("broken", run.error());
        assertEquals(1, run.failedAttempts().size());
    }

    @Test
    void what_came_due_behind_an_occurrence_that_has_not_ended_is_one_growing_range() {
        List<RunView> runs = rig.runs("t");
        assertEquals(2, runs.size(), runs::toString);
        RunView behind = runs.get(0);
        assertEquals(Stage.WAITING, behind.stage());
        assertEquals("the occurrence before it has not ended", behind.reason());
        assertCovers(behind, start + PERIOD);
    }

    @Test
    void what_came_due_behind_a_retry_that_waits_is_shown_too() {
        Pending pending = rig.pending("t");
        Settlement.AttemptMade broken = new Settlement.AttemptMade(1, pending.due(), pending.due() + 5, "broken");
        rig.settle(StoreRig.settlement(pending, term, broken, new Settlement.Again(rig.now() + BEHIND)));
        assertCovers(rig.runs("t").get(0), start + PERIOD);
    }

    @Test
    void behind_the_last_fire_of_a_schedule_there_is_nothing() {
        Definition every = Definition.of(new Trigger.Every(PERIOD, start), new Action.Handler("work"));
        Definition once = every.withRecurrence(Recurrence.DEFAULT.withBounds(null, null, 1));
        rig.create(new NewTask("once", true, once));
        List<RunView> runs = rig.runs("once");
        assertEquals(1, runs.size(), runs::toString);
        assertEquals(start, runs.get(0).scheduledFor());
    }

    @Test
    void time_that_passes_while_a_task_is_paused_is_one_growing_range() {
        change(new Pause("t"));
        RunView paused = only();
        assertEquals(Stage.PAUSED, paused.stage());
        assertEquals("the task is paused", paused.reason());
        assertCovers(paused, start);
    }

    @Test
    void what_passed_while_a_task_was_paused_is_late_from_its_first_instant_on() {
        change(new Pause("t"));
        change(new Resume("t"));
        RunView late = first();
        assertEquals(Stage.DUE, late.stage());
        assertEquals(start, late.scheduledFor());
    }

    @Test
    void a_task_that_is_cancelled_says_what_came_due_before() {
        change(new Cancel("t"));
        RunView cancelled = only();
        assertEquals(Outcome.CANCELLED, cancelled.outcome());
        assertCovers(cancelled, start);
    }

    @Test
    void a_task_that_is_replaced_while_it_is_late_says_what_came_due_before() {
        replace(false);
        assertGapless(Outcome.CANCELLED, "the task was replaced");
    }

    @Test
    void a_task_that_is_replaced_while_it_is_paused_says_what_came_due_before() {
        change(new Pause("t"));
        replace(false);
        assertGapless(Outcome.SKIPPED, "the task is paused");
    }

    @Test
    void a_task_that_is_replaced_while_it_runs_keeps_its_outcome_and_says_what_came_due_meanwhile() {
        Pending first = rig.pending("t");
        replace(true);
        rig.settle(StoreRig.success(first, term, null));
        List<RunView> runs = rig.runs("t");
        assertEquals(3, runs.size());
        assertEquals(Outcome.SUCCEEDED, runs.get(2).outcome());
        assertEquals(start, runs.get(2).scheduledFor());
        assertEquals(Outcome.SKIPPED, runs.get(1).outcome());
        assertCovers(runs.get(1), start + PERIOD);
    }

    @Test
    void a_range_of_more_instants_than_are_counted_still_says_where_it_ends() {
        long longAgo = rig.now() - 20_000 * PERIOD;
        rig.create(StoreRig.chosen("t2", new Trigger.Every(PERIOD, longAgo)));
        change(new Cancel("t2"));
        RunView cancelled = rig.runs("t2").get(0);
        assertEquals(10_000, cancelled.covers());
        long last = Objects.requireNonNull(cancelled.lastScheduledFor());
        assertEquals(0, (last - longAgo) % PERIOD);
        assertTrue(last > longAgo + 19_999 * PERIOD, () -> "ends at " + last);
    }

    /** One ended range from the start on, and behind it what is upcoming. */
    private void assertGapless(Outcome outcome, String reason) {
        List<RunView> runs = rig.runs("t");
        assertEquals(2, runs.size());
        assertEquals(Stage.UPCOMING, runs.get(0).stage());
        assertEquals(outcome, runs.get(1).outcome());
        assertEquals(reason, runs.get(1).reason());
        assertCovers(runs.get(1), start);
    }

    /** From an instant on up to now, with none left out. */
    private void assertCovers(RunView range, long from) {
        assertEquals(from, range.scheduledFor());
        long last = Objects.requireNonNull(range.lastScheduledFor());
        assertEquals(range.covers(), (last - from) / PERIOD + 1);
        assertTrue(last + PERIOD > start + BEHIND, () -> "ends at " + last);
    }

    private void replace(boolean running) {
        long later = rig.now() + BEHIND;
        TaskChange put = new Put(StoreRig.chosen("t", new Trigger.Every(2 * PERIOD, later)), null);
        assertNotNull(rig.ask(new StoreMessage.Change(StoreRig.shard("t"), term, put, running))
                .task());
    }

    private void settleFirst(long next) {
        rig.settle(StoreRig.success(rig.pending("t"), term, next));
    }

    private void change(TaskChange change) {
        assertEquals(
                Changed.Status.CHANGED,
                rig.ask(new StoreMessage.Change(StoreRig.shard(change.id()), term, change))
                        .status());
    }

    /** The oldest one. */
    private RunView first() {
        return rig.runs("t").getLast();
    }

    private RunView only() {
        List<RunView> runs = rig.runs("t");
        assertEquals(1, runs.size(), runs::toString);
        return runs.get(0);
    }
}
