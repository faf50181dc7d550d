package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.DueCursor;
import carillon.message.Inheritance;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.RunView;
import carillon.message.Settlement;
import carillon.message.Settlement.Again;
import carillon.message.Settlement.AttemptMade;
import carillon.message.Settlement.Ended;
import carillon.message.Settlement.Skipped;
import carillon.message.Settlement.Spawned;
import carillon.message.Settlement.Step;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Outcome;
import carillon.task.Overlap;
import carillon.task.Recurrence;
import carillon.task.Schedule;
import carillon.task.TaskState;
import carillon.task.Trigger;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the database keeps of the policies of a task. */
final class PoliciesTest {

    @AutoClose
    private static final StoreRig rig = StoreRig.open();

    private static final List<Inheritance> mine = rig.takeAll("one");

    @Test
    void an_occurrence_moves_beside_its_schedule_in_the_statement_that_moves_the_schedule_on() {
        Pending task = queueing("spawned");
        long next = task.scheduledFor() + 1_000;
        assertEquals(List.of(true), rig.settle(settlement(task, null, new Spawned(next, next + 300))));
        List<Pending> pending = pending("spawned");
        assertEquals(2, pending.size());
        assertEquals(task.occurrence(), pending.get(0).occurrence());
        assertTrue(pending.get(0).extra() && pending.get(0).spawned());
        assertEquals(next, pending.get(1).scheduledFor());
        assertEquals(next + 300, pending.get(1).due());
        assertEquals(1, pending.get(1).fires());
        assertFalse(pending.get(1).extra());
    }

    @Test
    void to_write_an_occurrence_down_twice_does_nothing_even_if_it_is_over_by_then() {
        Pending task = queueing("spawned-twice");
        Settlement spawn = settlement(task, null, new Spawned(task.scheduledFor() + 1_000, task.due() + 1_000));
        rig.settle(spawn);
        rig.settle(spawn);
        assertEquals(2, pending("spawned-twice").size());
        rig.settle(StoreRig.success(pending("spawned-twice").get(0), term(task), null));
        rig.settle(spawn);
        assertEquals(1, pending("spawned-twice").size());
        assertEquals(1, pending("spawned-twice").get(0).fires());
    }

    @Test
    void one_that_is_tried_again_in_the_far_future_is_read_for_the_sake_of_those_behind_it() {
        Pending first = spawn("queue", 2);
        rig.settle(settlement(first, failure(first), new Again(StoreRig.FAR + 1)));
        List<Pending> besides =
                pending("queue").stream().filter(Pending::spawned).toList();
        assertEquals(2, besides.size());
        assertEquals(first.occurrence(), besides.get(1).occurrence());
        assertEquals(1, besides.get(1).attempts());
        assertEquals(first.due() + 1_000, besides.get(0).due());
    }

    @Test
    void a_page_from_behind_its_horizon_brings_only_what_stands_beside_schedules() {
        Pending first = spawn("besides", 2);
        rig.settle(settlement(first, failure(first), new Again(StoreRig.FAR + 1)));
        DueCursor cursor = DueCursor.from(first.shard(), first.due(), false);
        List<Pending> page = rig.ask(new StoreMessage.ReadDue(List.of(cursor), first.due() - 1, 1_000, true))
                .pending();
        assertTrue(page.stream().allMatch(Pending::spawned), page.toString());
        assertEquals(
                2, page.stream().filter(each -> each.id().equals("besides")).count());
    }

    @Test
    void the_start_of_the_first_attempt_is_kept_until_the_occurrence_is_over() {
        Pending task = task("began", plain -> plain);
        rig.settle(settlement(task, failure(task), new Again(task.due() + 1_000)));
        Pending again = rig.pending("began");
        rig.settle(
                settlement(again, new AttemptMade(2, task.due() + 900, task.due() + 901, "no"), new Again(task.due())));
        assertEquals(task.due(), rig.pending("began").began());
        Pending last = rig.pending("began");
        rig.settle(StoreRig.success(last, term(last), task.scheduledFor() + 1_000));
        assertNull(rig.pending("began").began());
    }

    @Test
    void only_what_was_fired_counts_among_the_fires() {
        Pending task = task("fires", plain -> plain);
        long next = task.scheduledFor();
        for (Outcome outcome : List.of(Outcome.SUCCEEDED, Outcome.SKIPPED, Outcome.DEAD)) {
            next += 1_000;
            rig.settle(settlement(rig.pending("fires"), null, new Ended(outcome, "why", next)));
        }
        assertEquals(2, rig.pending("fires").fires());
        NewTask other = new NewTask("fires", true, task.definition().withTimeout(7_000));
        change(new TaskChange.Put(other, null));
        assertEquals(0, rig.pending("fires").fires(), "a new definition counts anew");
    }

    @Test
    void a_task_whose_occurrence_expired_is_expired_with_a_range_of_what_did_not_start() {
        Pending task = task("expired", plain -> plain);
        Settlement end = settlement(task, null, new Ended(Outcome.EXPIRED, "too late", null));
        rig.settle(withSkipped(end, new Skipped(task.scheduledFor() + 1_000, 4, "too late", Outcome.EXPIRED)));
        assertEquals(TaskState.EXPIRED, rig.task("expired").state());
        assertNull(rig.task("expired").nextFireAt());
        List<RunView> runs =
                rig.ask(new StoreMessage.ListRuns("expired", null, 9)).runs();
        assertEquals(List.of(4, 1), runs.stream().map(RunView::covers).toList());
        assertTrue(runs.stream().allMatch(each -> each.outcome() == Outcome.EXPIRED));
    }

    @Test
    void a_one_shot_that_expires_before_it_is_due_is_looked_after_then_and_shows_no_next_fire() {
        NewTask task = StoreRig.chosen("never-due", new Trigger.At(StoreRig.FAR));
        long expiresAt = rig.now() + 3_600_000;
        rig.create(new NewTask("never-due", true, task.definition().withExpiresAt(expiresAt)));
        Pending pending = rig.pending("never-due");
        assertEquals(StoreRig.FAR, pending.scheduledFor());
        assertEquals(expiresAt, pending.due());
        assertNull(rig.task("never-due").nextFireAt());
        rig.settle(settlement(pending, null, new Ended(Outcome.EXPIRED, "too late", null)));
        assertEquals(TaskState.EXPIRED, rig.task("never-due").state());
    }

    @Test
    void a_jittered_task_is_due_when_its_schedule_says() {
        Pending task = task("jittered", plain -> plain.withRecurrence(Recurrence.DEFAULT.withJitter(900)));
        Schedule schedule = Schedule.of("jittered", task.definition(), task.acceptedAt());
        assertEquals(Math.max(task.acceptedAt(), schedule.due(task.scheduledFor())), task.due());
    }

    @Test
    void a_pause_hides_what_its_schedule_left_waiting_and_not_what_was_fired_by_hand() {
        Pending first = spawn("parked", 2);
        change(new TaskChange.Fire("parked", null));
        change(new TaskChange.Pause("parked"));
        List<Pending> pending = pending("parked");
        assertEquals(1, pending.size());
        assertFalse(pending.get(0).spawned());
        Changed resumed = change(new TaskChange.Resume("parked"));
        assertEquals(
                List.of(false, true, true),
                resumed.pending().stream().map(Pending::spawned).toList());
        assertEquals(first.occurrence(), resumed.pending().get(1).occurrence());
        assertEquals(4, pending("parked").size());
    }

    @Test
    void a_new_definition_comes_with_all_that_stands_beside_the_schedule() {
        Pending first = spawn("redefined", 2);
        NewTask other = new NewTask("redefined", true, first.definition().withTimeout(7_000));
        List<Pending> pending = change(new TaskChange.Put(other, null)).pending();
        assertEquals(3, pending.size());
        assertTrue(pending.stream().allMatch(each -> each.definition().timeoutMillis() == 7_000));
    }

    @Test
    void a_cancellation_ends_what_outlives_its_schedule() {
        Pending first = spawn("outlived", 1);
        Pending last = pending("outlived").get(1);
        rig.settle(settlement(last, null, new Ended(Outcome.SUCCEEDED, null, null)));
        assertEquals(TaskState.FINISHED, rig.task("outlived").state());
        assertEquals(Status.CHANGED, change(new TaskChange.Cancel("outlived")).status());
        assertEquals(List.of(), pending("outlived"));
        assertEquals(TaskState.CANCELLED, rig.task("outlived").state());
        List<RunView> runs =
                rig.ask(new StoreMessage.ListRuns("outlived", null, 9)).runs();
        assertEquals(Outcome.CANCELLED, runs.get(runs.size() - 1).outcome());
        assertEquals(first.scheduledFor(), runs.get(runs.size() - 1).scheduledFor());
        assertEquals(Status.SAME, change(new TaskChange.Cancel("outlived")).status());
    }

    /** A task with so many occurrences that wait beside its schedule; the first of them. */
    private static Pending spawn(String id, int count) {
        Pending task = queueing(id);
        for (int i = 0; i < count; i++) {
            Pending each =
                    pending(id).stream().filter(one -> !one.extra()).findFirst().orElseThrow();
            long next = each.scheduledFor() + 1_000;
            rig.settle(settlement(each, null, new Spawned(next, next)));
        }
        return pending(id).stream()
                .filter(each -> each.scheduledFor() == task.scheduledFor())
                .findFirst()
                .orElseThrow();
    }

    private static Pending queueing(String id) {
        return task(id, plain -> plain.withRecurrence(Recurrence.DEFAULT.withOverlap(Overlap.QUEUE)));
    }

    private static Pending task(String id, UnaryOperator<Definition> with) {
        Definition plain = Definition.of(new Trigger.Every(1_000, rig.now() + 1_000), new Action.Handler("work"));
        rig.create(new NewTask(id, true, with.apply(plain)));
        return rig.pending(id);
    }

    private static List<Pending> pending(String id) {
        return rig.pending().stream().filter(each -> each.id().equals(id)).toList();
    }

    private static AttemptMade failure(Pending pending) {
        return new AttemptMade(pending.attempts() + 1, pending.due(), pending.due() + 1, "no");
    }

    private static Settlement settlement(Pending pending, @Nullable AttemptMade attempt, Step step) {
        return StoreRig.settlement(pending, term(pending), attempt, step);
    }

    private static Settlement withSkipped(Settlement plain, Skipped skipped) {
        return new Settlement(
                plain.shard(),
                plain.term(),
                plain.occurrence(),
                plain.version(),
                plain.extra(),
                plain.recurs(),
                plain.due(),
                plain.attempt(),
                plain.step(),
                skipped,
                0);
    }

    private static Changed change(TaskChange change) {
        int shard = StoreRig.shard(change.id());
        return rig.ask(
                new StoreMessage.Change(shard, StoreRig.holding(mine, shard).term(), change));
    }

    private static long term(Pending pending) {
        return StoreRig.holding(mine, pending.shard()).term();
    }
}
