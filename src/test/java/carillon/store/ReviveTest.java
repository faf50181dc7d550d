package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.DueCursor;
import carillon.message.Inheritance;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.RunView;
import carillon.message.Settlement;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.message.TaskFilter;
import carillon.message.TaskView;
import carillon.task.Outcome;
import carillon.task.TaskState;
import carillon.task.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** All dead occurrences of a task at once, and the list of those that have one. */
final class ReviveTest {

    private static final long HOUR = 3_600_000;

    @AutoClose
    private static final StoreRig rig = StoreRig.open();

    private static final List<Inheritance> mine = rig.takeAll("one");

    @Test
    void a_dead_one_shot_is_pending_again_and_its_attempts_are_counted_on() {
        rig.create(StoreRig.chosen("once", new Trigger.Delay(0)));
        Pending died = rig.pending("once");
        die(died, 5, null);
        assertEquals(TaskState.DEAD, rig.task("once").state());
        Pending revived = revive("once").pending().get(0);
        assertEquals(died.occurrence(), revived.occurrence());
        assertEquals(5, revived.attempts());
        assertEquals(5, revived.spent(), "as many as its retry policy does not count");
        assertEquals(revived, rig.pending("once"));
        assertEquals(TaskState.SCHEDULED, rig.task("once").state());
    }

    @Test
    void every_dead_occurrence_of_a_schedule_is_pending_again_beside_it() {
        List<Long> died = dies("schedule", 3);
        rig.settle(StoreRig.success(rig.pending("schedule"), term("schedule"), died.get(2) + 2 * HOUR));
        TaskView before = rig.task("schedule");
        Changed changed = revive("schedule");
        assertEquals(Status.CHANGED, changed.status());
        assertEquals(died, instants(changed));
        assertTrue(changed.pending().stream().allMatch(each -> each.extra() && each.spent() == 2));
        assertEquals(before, rig.task("schedule"), "the schedule stays as it is");
        assertEquals(
                List.of(Outcome.SUCCEEDED),
                rig.runs("schedule").stream()
                        .map(RunView::outcome)
                        .filter(Objects::nonNull)
                        .toList());
        assertEquals(3, rig.number("SELECT count(*) FROM occurrence WHERE task_id = 'schedule'"));
    }

    @Test
    void only_those_between_two_instants_are_meant_and_neither_of_these() {
        List<Long> died = dies("between", 4);
        Changed changed = rig.ask(change(new TaskChange.Revive("between", died.get(0), died.get(3))));
        assertEquals(died.subList(1, 3), instants(changed));
        assertEquals(
                List.of(died.get(0)),
                instants(rig.ask(change(new TaskChange.Revive("between", null, died.get(0) + 1)))));
        assertEquals(
                List.of(died.get(3)),
                instants(rig.ask(change(new TaskChange.Revive("between", died.get(3) - 1, null)))));
    }

    @Test
    void a_task_without_a_dead_occurrence_stays_as_it_is() {
        rig.create(StoreRig.chosen("alive", new Trigger.Every(HOUR, null)));
        Pending pending = rig.pending("alive");
        assertEquals(Status.NOT_NOW, revive("alive").status());
        assertEquals(pending, rig.pending("alive"));
        assertEquals(Status.UNKNOWN, revive("nobody").status());
    }

    @Test
    void a_cancelled_task_keeps_its_dead() {
        dies("cancelled", 1);
        rig.ask(change(new TaskChange.Cancel("cancelled")));
        assertEquals(Status.NOT_NOW, revive("cancelled").status());
        assertEquals(2, rig.history("cancelled").size());
    }

    @Test
    void so_many_as_one_change_may_are_revived_the_earliest_first() {
        rig.create(StoreRig.chosen("many", new Trigger.Every(HOUR, null)));
        rig.sql("""
                INSERT INTO run (task_id, scheduled_for, term, version, attempt, due, outcome)
                SELECT 'many', to_timestamp(1700000000 + i), 1, 1, 1, to_timestamp(1700000000 + i), 'd'
                FROM generate_series(1, 1001) AS i
                """);
        Changed first = revive("many");
        assertEquals(Status.PARTLY, first.status());
        assertEquals(1_000, first.pending().size());
        Changed rest = revive("many");
        assertEquals(Status.CHANGED, rest.status());
        assertEquals(List.of(1_700_001_001_000L), instants(rest));
    }

    @Test
    void a_list_shows_the_tasks_whose_latest_occurrence_ended_so() {
        dies("last-dead", 1);
        List<Long> died = dies("last-good", 1);
        rig.settle(StoreRig.success(rig.pending("last-good"), term("last-good"), died.get(0) + 2 * HOUR));
        rig.create(StoreRig.chosen("last-never", new Trigger.Every(HOUR, null)));
        assertEquals(List.of("last-dead"), listed(Outcome.DEAD));
        assertEquals(List.of("last-good"), listed(Outcome.SUCCEEDED));
    }

    @Test
    void pages_move_on_behind_many_that_were_revived_at_once() {
        rig.create(StoreRig.chosen("crowd", new Trigger.Every(HOUR, null)));
        rig.sql("""
                INSERT INTO run (task_id, scheduled_for, term, version, attempt, due, outcome)
                SELECT 'crowd', to_timestamp(1700000000 + i), 1, 1, 1, to_timestamp(1700000000 + i), 'd'
                FROM generate_series(1, 40) AS i
                """);
        assertEquals(40, revive("crowd").pending().size());
        int shard = StoreRig.shard("crowd");
        List<Occurrence> read = rig.readDue(DueCursor.from(shard, 0, true), 15).stream()
                .filter(each -> each.id().equals("crowd"))
                .map(Pending::occurrence)
                .toList();
        assertEquals(41, read.size(), "the schedule's own, and those revived beside it");
        assertEquals(41, Set.copyOf(read).size(), "each once");
    }

    private static List<String> listed(Outcome outcome) {
        TaskFilter filter = TaskFilter.ALL.withLastOutcome(outcome);
        return rig.ask(new StoreMessage.ListTasks(filter, null, 1_000)).tasks().stream()
                .map(TaskView::id)
                .filter(id -> id.startsWith("last-"))
                .toList();
    }

    /** An hourly task whose first occurrences died at their second attempts; answers their instants. */
    private static List<Long> dies(String id, int times) {
        rig.create(StoreRig.chosen(id, new Trigger.Every(HOUR, null)));
        List<Long> died = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Pending pending = rig.pending(id);
            died.add(pending.scheduledFor());
            die(pending, 2, pending.scheduledFor() + HOUR);
        }
        return died;
    }

    private static void die(Pending pending, int attempt, @Nullable Long next) {
        rig.settle(StoreRig.settlement(
                pending,
                term(pending.id()),
                new Settlement.AttemptMade(attempt, 5, 6, "broken"),
                new Settlement.Ended(Outcome.DEAD, null, next)));
    }

    private static List<Long> instants(Changed changed) {
        return changed.pending().stream()
                .map(Pending::scheduledFor)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static Changed revive(String id) {
        return rig.ask(change(new TaskChange.Revive(id, null, null)));
    }

    private static StoreMessage.Change change(TaskChange change) {
        return new StoreMessage.Change(StoreRig.shard(change.id()), term(change.id()), change);
    }

    private static long term(String id) {
        return StoreRig.holding(mine, StoreRig.shard(id)).term();
    }
}
