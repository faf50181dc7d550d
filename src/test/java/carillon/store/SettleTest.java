package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import carillon.message.AttemptView;
import carillon.message.Charged;
import carillon.message.Inheritance;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.RunPage;
import carillon.message.RunView;
import carillon.message.Settlement;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.message.TaskView;
import carillon.task.Outcome;
import carillon.task.Payload;
import carillon.task.TaskState;
import carillon.task.Trigger;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class SettleTest {

    @AutoClose
    private static final StoreRig rig = StoreRig.open();

    private static final List<Inheritance> mine = rig.takeAll("one");

    @Test
    void a_one_shot_that_succeeded_is_over_without_a_touch_of_its_row() {
        Pending pending = created("once", new Trigger.Delay(0));
        String before = place("once");
        assertEquals(List.of(true), rig.settle(StoreRig.success(pending, term(pending), null)));
        assertEquals(before, place("once"));
        TaskView task = rig.task("once");
        assertEquals(TaskState.SUCCEEDED, task.state());
        assertNull(task.nextFireAt());
        assertNotNull(task.lastRun());
        assertEquals(pending.scheduledFor(), task.lastRun().scheduledFor());
        assertEquals(Outcome.SUCCEEDED, task.lastRun().outcome());
        assertEquals(1, task.lastRun().attempt());
    }

    @Test
    void the_same_settlement_twice_lands_once_and_is_true_twice() {
        Pending pending = created("twice", new Trigger.Delay(0));
        Settlement success = StoreRig.success(pending, term(pending), null);
        assertEquals(List.of(true), rig.settle(success));
        assertEquals(List.of(true), rig.settle(success));
        assertEquals(List.of(true, true), rig.settle(success, success));
        assertEquals(1, runs("twice").size());
    }

    @Test
    void beside_one_that_landed_before_a_new_settlement_lands_too() {
        Pending before = created("landed", new Trigger.Delay(0));
        Pending fresh = created("fresh", new Trigger.Delay(0));
        rig.settle(StoreRig.success(before, term(before), null));
        Settlement late = dead(before, 2);
        Settlement stale = StoreRig.success(created("stale", new Trigger.Delay(0)), 0, null);

        assertEquals(List.of(true, true, false), rig.settle(late, StoreRig.success(fresh, term(fresh), null), stale));

        assertEquals(Outcome.SUCCEEDED, runs("landed").getFirst().outcome());
        assertEquals(1, runs("landed").size());
        assertEquals(Outcome.SUCCEEDED, runs("fresh").getFirst().outcome());
        assertEquals(
                0, runs("stale").stream().filter(run -> run.outcome() != null).count());
    }

    @Test
    void an_occurrence_keeps_the_outcome_that_it_has() {
        Pending pending = created("first", new Trigger.Delay(0));
        rig.settle(StoreRig.success(pending, term(pending), null));
        rig.settle(dead(pending, 1));
        assertEquals(TaskState.SUCCEEDED, rig.task("first").state());
    }

    @Test
    void a_failed_attempt_becomes_history_and_the_next_one_is_due_later() {
        Pending pending = created("retried", new Trigger.Delay(0));
        rig.settle(again(pending, 1, pending.due() + 1_000));
        assertEquals(TaskState.RETRYING, rig.task("retried").state());
        assertEquals(pending.due() + 1_000, rig.task("retried").nextFireAt());
        Pending next = rig.pending("retried");
        assertEquals(pending.occurrence(), next.occurrence());
        assertEquals(1, next.attempts());
        assertNull(runs("retried").get(0).outcome());
        rig.settle(StoreRig.success(next, term(next), null));
        RunView run = runs("retried").get(0);
        assertEquals(Outcome.SUCCEEDED, run.outcome());
        assertEquals(2, run.attempt());
        assertEquals(
                List.of(new AttemptView(1, term(pending), pending.due(), pending.due() + 7, "broken")),
                run.failedAttempts());
    }

    @Test
    void what_goes_without_saying_is_told_though_it_is_not_written() {
        Pending prompt = created("prompt", new Trigger.Delay(0));
        rig.settle(StoreRig.success(prompt, term(prompt), null));
        assertEquals(
                1, rig.number("SELECT count(*) FROM run WHERE task_id = 'prompt' AND due IS NULL AND covers IS NULL"));
        assertEquals(prompt.due(), runs("prompt").getFirst().due());
        assertEquals(1, runs("prompt").getFirst().covers());
        Pending retried = created("later", new Trigger.Delay(0));
        rig.settle(again(retried, 1, retried.due() + 1_000));
        rig.settle(StoreRig.success(rig.pending("later"), term(retried), null));
        assertEquals(retried.due() + 1_000, runs("later").getFirst().due());
    }

    @Test
    void a_late_repetition_of_a_failed_attempt_does_not_set_the_task_back() {
        Pending pending = created("repeated", new Trigger.Delay(0));
        Settlement first = again(pending, 1, pending.due() + 1_000);
        rig.settle(first);
        rig.settle(again(pending, 2, pending.due() + 5_000));
        rig.settle(first);
        assertEquals(pending.due() + 5_000, rig.pending("repeated").due());
        assertEquals(2, rig.pending("repeated").attempts());
        assertEquals(2, runs("repeated").get(0).failedAttempts().size());
    }

    @Test
    void a_recurring_task_moves_to_its_next_nominal_instant() {
        Pending pending = created("recurring", new Trigger.Every(60_000, null));
        rig.settle(again(pending, 1, pending.due() + 1_000));
        long next = pending.scheduledFor() + 60_000;
        rig.settle(StoreRig.success(pending, term(pending), next));
        Pending following = rig.pending("recurring");
        assertEquals(next, following.scheduledFor());
        assertEquals(next, following.due());
        assertEquals(0, following.attempts());
        assertEquals(TaskState.SCHEDULED, rig.task("recurring").state());
    }

    @Test
    void two_occurrences_of_one_task_in_one_request_both_move_it() {
        Pending pending = created("hurried", new Trigger.Every(1_000, null));
        long second = pending.scheduledFor() + 1_000;
        Pending next = new Pending(
                pending.id(),
                pending.shard(),
                1,
                pending.definition(),
                pending.acceptedAt(),
                second,
                second,
                0,
                false,
                pending.transaction());
        rig.settle(
                StoreRig.success(pending, term(pending), second), StoreRig.success(next, term(next), second + 1_000));
        assertEquals(second + 1_000, rig.pending("hurried").scheduledFor());
        assertEquals(2, runs("hurried").size());
    }

    @Test
    void a_recurring_task_without_a_next_instant_is_finished() {
        Pending pending = created("last", new Trigger.Every(60_000, null));
        rig.settle(StoreRig.success(pending, term(pending), null));
        assertEquals(TaskState.FINISHED, rig.task("last").state());
        assertEquals(Outcome.SUCCEEDED, runs("last").get(0).outcome());
    }

    @Test
    void a_dead_one_shot_shows_why() {
        Pending pending = created("dead", new Trigger.Delay(0));
        rig.settle(dead(pending, 5));
        TaskView task = rig.task("dead");
        assertEquals(TaskState.DEAD, task.state());
        assertNotNull(task.lastRun());
        assertEquals("broken", task.lastRun().error());
        assertEquals("every attempt failed", task.lastRun().reason());
    }

    @Test
    void a_skipped_range_is_one_counted_row() {
        Pending pending = created("skipped", new Trigger.Every(1_000, null));
        long from = pending.scheduledFor() + 1_000;
        RunView skipped = skipping(pending, new Settlement.Skipped(from, 5, "late"));
        assertEquals(from, skipped.scheduledFor());
        assertEquals(5, skipped.covers());
        assertEquals(Outcome.SKIPPED, skipped.outcome());
        assertEquals("late", skipped.reason());
    }

    @Test
    void a_skipped_range_of_more_than_the_column_counts_ends_where_it_does() {
        Pending pending = created("skipped", new Trigger.Every(1_000, null));
        long from = pending.scheduledFor() + 1_000;
        long count = 1L << 35;
        long last = from + (count - 1) * 1_000;
        RunView skipped = skipping(pending, new Settlement.Skipped(from, count, "late").until(last));
        assertEquals(Integer.MAX_VALUE, skipped.covers());
        assertEquals(last, skipped.lastScheduledFor());
    }

    /** What is recorded of a range that was passed over behind an occurrence that succeeded. */
    private RunView skipping(Pending pending, Settlement.Skipped range) {
        Settlement success = StoreRig.success(pending, term(pending), range.firstScheduledFor() + 5_000);
        rig.settle(new Settlement(
                success.shard(),
                success.term(),
                success.occurrence(),
                success.version(),
                false,
                true,
                success.due(),
                success.attempt(),
                success.step(),
                range,
                0));
        return runs("skipped").get(0);
    }

    @Test
    void an_outcome_of_an_older_version_writes_history_and_nothing_else() {
        Pending old = created("replaced", new Trigger.Every(60_000, null));
        NewTask other = StoreRig.chosen("replaced", new Trigger.Every(7_200_000, null));
        Pending fresh = rig.ask(new StoreMessage.Change(old.shard(), term(old), new TaskChange.Put(other, null)))
                .pending()
                .get(0);
        assertEquals(2, fresh.version());
        assertEquals(List.of(true), rig.settle(StoreRig.success(old, term(old), old.scheduledFor() + 60_000)));
        assertEquals(fresh, rig.pending("replaced"));
        rig.settle(again(old, 1, old.due() + 1));
        assertEquals(fresh, rig.pending("replaced"));
        assertEquals(old.scheduledFor(), runs("replaced").get(0).scheduledFor());
    }

    @Test
    void a_failed_attempt_of_a_definition_that_was_replaced_unheard_is_the_last_of_its_occurrence() {
        Pending old = created("unheard", new Trigger.Every(60_000, null));
        NewTask other = StoreRig.chosen("unheard", new Trigger.Every(7_200_000, null));
        TaskChange.Put put = new TaskChange.Put(other, null);
        Pending fresh = rig.ask(new StoreMessage.Change(old.shard(), term(old), put, true))
                .pending()
                .get(0);
        rig.settle(again(old, 1, old.due() + 1));
        assertEquals(fresh, rig.pending("unheard"));
        RunView run = runs("unheard").get(0);
        assertEquals(old.scheduledFor(), run.scheduledFor());
        assertEquals(Outcome.DEAD, run.outcome());
        assertEquals("its task was redefined while it ran", run.reason());
        assertEquals("broken", run.error());
        assertEquals(List.of(), run.failedAttempts(), "the last attempt is that of the outcome");
    }

    @Test
    void an_outcome_of_an_older_version_moves_nothing_although_the_instant_is_the_same() {
        OffsetDateTime later = Instants.of(StoreRig.FAR + 1);
        Pending old = created("same-due", new Trigger.Every(60_000, StoreRig.FAR));
        NewTask other = StoreRig.chosen("same-due", new Trigger.Every(120_000, StoreRig.FAR));
        Pending fresh = rig.ask(new StoreMessage.Change(old.shard(), term(old), new TaskChange.Put(other, null)))
                .pending()
                .get(0);
        assertEquals(old.occurrence(), fresh.occurrence());
        rig.settle(again(old, 1, old.due() + 1));
        assertEquals(fresh, rig.pending("same-due"));
        rig.settle(StoreRig.success(old, term(old), old.scheduledFor() + 60_000));
        assertEquals(
                1, rig.number("SELECT count(*) FROM task WHERE id = 'same-due' AND nominal = due AND due < $1", later));
    }

    @Test
    void an_occurrence_of_a_recurring_task_keeps_the_outcome_that_it_has() {
        Pending pending = created("first-of-many", new Trigger.Every(60_000, null));
        rig.settle(StoreRig.success(pending, term(pending), pending.scheduledFor() + 60_000));
        rig.settle(dead(pending, 1));
        assertEquals(Outcome.SUCCEEDED, runs("first-of-many").get(0).outcome());
        assertEquals(TaskState.SCHEDULED, rig.task("first-of-many").state());
    }

    @Test
    void an_outcome_of_an_older_version_does_not_end_the_new_one_of_the_same_instant() {
        NewTask task = StoreRig.chosen("same-instant", new Trigger.At(5_000));
        rig.create(task);
        Pending old = rig.pending("same-instant");
        NewTask other = new NewTask(task.id(), true, task.definition().withPayload(Payload.of("1")));
        Pending fresh = rig.ask(new StoreMessage.Change(old.shard(), term(old), new TaskChange.Put(other, null)))
                .pending()
                .get(0);
        rig.settle(StoreRig.success(old, term(old), null));
        assertEquals(fresh, rig.pending("same-instant"));
        assertEquals(TaskState.SCHEDULED, rig.task("same-instant").state());
    }

    @Test
    void the_number_of_an_attempt_that_nobody_made_is_given_back_once() {
        Pending pending = created("unmade", new Trigger.Delay(0));
        charge(pending, 1);
        charge(pending, 2);
        charge(pending, 2, true);
        assertEquals(1, rig.pending("unmade").attempts());
        charge(pending, 2, true);
        assertEquals(1, rig.pending("unmade").attempts());
        charge(pending, 2);
        assertEquals(2, rig.pending("unmade").attempts());
    }

    @Test
    void a_charged_attempt_is_counted_and_never_counted_back() {
        Pending pending = created("charged", new Trigger.Delay(0));
        charge(pending, 3);
        charge(pending, 2);
        assertEquals(3, rig.pending("charged").attempts());
        rig.settle(again(pending, 3, pending.due() + 9_000));
        assertEquals(pending.due() + 9_000, rig.pending("charged").due());
    }

    @Test
    void an_error_may_hold_any_character() {
        Pending pending = created("odd", new Trigger.Delay(0));
        Settlement.AttemptMade attempt = new Settlement.AttemptMade(1, 1, 2, "a\0b");
        rig.settle(
                StoreRig.settlement(pending, term(pending), attempt, new Settlement.Ended(Outcome.DEAD, null, null)));
        assertEquals("a\uFFFDb", runs("odd").get(0).error());
    }

    @Test
    void history_is_listed_newest_first_in_pages() {
        Pending pending = created("listed", new Trigger.Every(1_000, null));
        for (int i = 0; i < 5; i++) {
            Pending each = rig.pending("listed");
            rig.settle(StoreRig.success(each, term(each), each.scheduledFor() + 1_000));
        }
        RunPage first = rig.ask(new StoreMessage.ListRuns("listed", null, 3));
        RunPage second = rig.ask(new StoreMessage.ListRuns("listed", first.cursor(), 3));
        assertEquals(
                List.of(5_000L, 4_000L, 3_000L),
                first.runs().stream()
                        .map(run -> run.scheduledFor() - pending.scheduledFor())
                        .toList());
        assertEquals(
                List.of(2_000L, 1_000L, 0L),
                second.runs().stream()
                        .map(run -> run.scheduledFor() - pending.scheduledFor())
                        .toList());
        assertNull(second.cursor());
        assertEquals(
                false, rig.ask(new StoreMessage.ListRuns("nobody", null, 3)).known());
    }

    private static Pending created(String id, Trigger trigger) {
        rig.create(StoreRig.chosen(id, trigger));
        return rig.pending(id);
    }

    private static Settlement again(Pending pending, int attempt, long due) {
        return StoreRig.settlement(
                pending,
                term(pending),
                new Settlement.AttemptMade(attempt, pending.due(), pending.due() + 7, "broken"),
                new Settlement.Again(due));
    }

    private static Settlement dead(Pending pending, int attempt) {
        return StoreRig.settlement(
                pending,
                term(pending),
                new Settlement.AttemptMade(attempt, pending.due(), pending.due() + 7, "broken"),
                new Settlement.Ended(Outcome.DEAD, "every attempt failed", null));
    }

    private static void charge(Pending pending, int attempt) {
        charge(pending, attempt, false);
    }

    private static void charge(Pending pending, int attempt, boolean unmade) {
        rig.ask(new StoreMessage.Charge(List.of(
                new Charged(pending.shard(), term(pending), pending.occurrence(), pending.extra(), attempt, unmade))));
    }

    private static List<RunView> runs(String id) {
        return rig.history(id);
    }

    private static String place(String id) {
        return rig.sql("SELECT tableoid::text || ctid::text FROM task WHERE id = $1", id)
                .get(0)
                .getString(0);
    }

    private static long term(Pending pending) {
        return StoreRig.holding(mine, pending.shard()).term();
    }
}
