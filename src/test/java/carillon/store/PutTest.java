package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.cron.Dialect;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Creation;
import carillon.message.Inheritance;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.RunView;
import carillon.message.Settlement;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.message.TaskView;
import carillon.task.Outcome;
import carillon.task.Payload;
import carillon.task.TaskState;
import carillon.task.Trigger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class PutTest {

    private static final Trigger HOURLY = new Trigger.Every(3_600_000, null);
    private static final Trigger FAR = new Trigger.At(StoreRig.FAR);

    @AutoClose
    private static final StoreRig rig = StoreRig.open();

    private static final List<Inheritance> mine = rig.takeAll("one");

    @Test
    void put_creates_what_is_not_there_and_a_create_of_the_same_body_is_the_same() {
        NewTask task = StoreRig.chosen("put", FAR);
        Changed created = put(task, null);
        assertEquals(Status.CREATED, created.status());
        assertEquals(List.of(rig.pending("put")), created.pending());
        assertEquals(Creation.Status.SAME, rig.create(task).get(0).status());
    }

    @Test
    void put_of_a_rule_that_never_fires_finishes_the_task_and_another_revives_it() {
        rig.create(StoreRig.chosen("put-never", FAR));
        Changed finished = put(StoreRig.chosen("put-never", new Trigger.Cron("0 0 31 2 *", Dialect.UNIX, "UTC")), null);
        assertEquals(List.of(), finished.pending());
        assertEquals(TaskState.FINISHED, rig.task("put-never").state());
        put(StoreRig.chosen("put-never", HOURLY), null);
        assertEquals(TaskState.SCHEDULED, rig.task("put-never").state());
    }

    @Test
    void put_of_the_same_body_changes_nothing() {
        NewTask task = StoreRig.chosen("put-same", FAR);
        rig.create(task);
        Changed same = put(task, null);
        assertEquals(Status.SAME, same.status());
        assertEquals(List.of(), same.pending());
        assertEquals(1, rig.task("put-same").version());
    }

    @Test
    void put_of_another_body_raises_the_version_and_arms_the_new_occurrence() {
        rig.create(StoreRig.chosen("put-other", FAR));
        NewTask other = withPayload(StoreRig.chosen("put-other", new Trigger.At(StoreRig.FAR + 1)), "{}");
        Changed changed = put(other, null);
        assertEquals(Status.CHANGED, changed.status());
        TaskView task = rig.task("put-other");
        assertEquals(2, task.version());
        assertEquals(other.definition(), task.definition());
        assertEquals(task, changed.task());
        assertEquals(StoreRig.FAR + 1, changed.pending().get(0).scheduledFor());
    }

    @Test
    void a_rate_without_a_start_counts_from_when_it_was_put() {
        rig.create(StoreRig.chosen("put-rate", HOURLY));
        Pending before = rig.pending("put-rate");
        NewTask other = StoreRig.chosen("put-rate", new Trigger.Every(7_000, null));
        Pending after = put(other, null).pending().get(0);
        assertEquals(after.acceptedAt() + 7_000, after.scheduledFor());
        assertTrue(after.acceptedAt() > before.acceptedAt());
        assertEquals(after, rig.pending("put-rate"));
        assertEquals(before.acceptedAt(), rig.task("put-rate").createdAt());
    }

    @Test
    void put_lands_only_on_the_version_that_was_asked_for() {
        NewTask task = StoreRig.chosen("put-if", FAR);
        assertEquals(Status.STALE_VERSION, put(task, 1).status());
        rig.create(task);
        assertEquals(Status.STALE_VERSION, put(withPayload(task, "1"), 2).status());
        assertEquals(Status.CHANGED, put(withPayload(task, "1"), 1).status());
    }

    @Test
    void put_on_whatever_version_there_is_lands_only_where_one_is() {
        NewTask task = StoreRig.chosen("put-any", FAR);
        assertEquals(Status.STALE_VERSION, put(task, TaskChange.Put.ANY_VERSION).status());
        rig.create(task);
        assertEquals(
                Status.CHANGED,
                put(withPayload(task, "1"), TaskChange.Put.ANY_VERSION).status());
    }

    @Test
    void put_after_the_end_gives_a_new_occurrence_a_name_of_its_own() {
        NewTask task = StoreRig.chosen("put-after", new Trigger.At(7_000));
        rig.create(task);
        Pending first = rig.pending("put-after");
        rig.settle(StoreRig.success(first, term(first.id()), null));
        Pending second = put(withPayload(task, "2"), null).pending().get(0);
        assertNotEquals(first.scheduledFor(), second.scheduledFor());
        assertEquals(TaskState.SCHEDULED, rig.task("put-after").state());
        rig.settle(StoreRig.success(second, term(first.id()), null));
        assertEquals(2, runs("put-after").size());
    }

    @Test
    void put_of_the_same_body_makes_a_cancelled_task_anew_if_it_is_told_to() {
        NewTask task = StoreRig.chosen("put-revived", HOURLY);
        rig.create(task);
        assertEquals(
                Status.CHANGED, change(new TaskChange.Cancel("put-revived")).status());
        assertEquals(Status.SAME, put(task, null).status());
        assertEquals(TaskState.CANCELLED, rig.task("put-revived").state());
        assertEquals(
                Status.CHANGED, change(new TaskChange.Put(task, null, true)).status());
        assertEquals(TaskState.SCHEDULED, rig.task("put-revived").state());
        assertEquals(Status.SAME, change(new TaskChange.Put(task, null, true)).status());
    }

    @Test
    void put_of_a_cancelled_task_of_a_far_instant_is_not_early() {
        NewTask task = StoreRig.chosen("put-cancelled", FAR);
        rig.create(task);
        change(new TaskChange.Cancel("put-cancelled"));
        Pending again = put(withPayload(task, "2"), null).pending().get(0);
        assertTrue(again.due() >= StoreRig.FAR, again.due() + " is early");
    }

    @Test
    void put_turns_a_one_shot_into_a_recurring_task_of_the_lot_that_stays() {
        rig.create(StoreRig.chosen("put-recurs", new Trigger.Delay(5_000)));
        Pending pending =
                put(StoreRig.chosen("put-recurs", HOURLY), null).pending().get(0);
        assertTrue(pending.due() > rig.now());
        assertEquals(0, rig.number("SELECT lot FROM task WHERE id = 'put-recurs'"));
    }

    @Test
    void put_of_a_task_that_is_over_counts_from_that_day_on() {
        rig.create(StoreRig.chosen("put-anew", new Trigger.Delay(5_000)));
        long today = rig.number("SELECT lot FROM task WHERE id = 'put-anew'");
        change(new TaskChange.Cancel("put-anew"));
        rig.sql("UPDATE task SET lot = lot + 1 WHERE id = 'put-anew'");
        put(StoreRig.chosen("put-anew", new Trigger.Delay(6_000)), null);
        assertEquals(today, rig.number("SELECT lot FROM task WHERE id = 'put-anew'"));
    }

    @Test
    void put_that_differs_only_in_being_enabled_pauses_without_a_new_version() {
        NewTask task = StoreRig.chosen("put-disabled", FAR);
        rig.create(task);
        NewTask disabled = new NewTask(task.id(), true, task.definition().withEnabled(false));
        assertEquals(Status.CHANGED, put(disabled, null).status());
        TaskView paused = rig.task("put-disabled");
        assertEquals(TaskState.PAUSED, paused.state());
        assertFalse(paused.definition().enabled());
        assertEquals(1, paused.version());
        assertEquals(Status.CHANGED, put(task, null).status());
        assertEquals(TaskState.SCHEDULED, rig.task("put-disabled").state());
    }

    @Test
    void a_retry_that_waits_ends_with_the_definition_it_belonged_to() {
        rig.create(StoreRig.chosen("abandoned", new Trigger.Delay(0)));
        Pending pending = rig.pending("abandoned");
        rig.settle(again(pending, term("abandoned"), StoreRig.FAR));
        put(StoreRig.chosen("abandoned", FAR), null);
        assertEquals(Outcome.CANCELLED, runs("abandoned").get(0).outcome());
        assertEquals("the task was replaced", runs("abandoned").get(0).reason());
        assertEquals(0, rig.pending("abandoned").attempts());
    }

    private static Changed put(NewTask task, @Nullable Integer ifVersion) {
        return change(new TaskChange.Put(task, ifVersion));
    }

    private static Changed change(TaskChange change) {
        return rig.ask(new StoreMessage.Change(StoreRig.shard(change.id()), term(change.id()), change));
    }

    private static Settlement again(Pending pending, long term, long due) {
        return StoreRig.settlement(
                pending, term, new Settlement.AttemptMade(1, 5, 6, "broken"), new Settlement.Again(due));
    }

    private static List<RunView> runs(String id) {
        return rig.history(id);
    }

    private static NewTask withPayload(NewTask task, String json) {
        return new NewTask(task.id(), task.chosen(), task.definition().withPayload(Payload.of(json)));
    }

    private static long term(String id) {
        return StoreRig.holding(mine, StoreRig.shard(id)).term();
    }
}
