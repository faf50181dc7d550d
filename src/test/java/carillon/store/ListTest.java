package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.AckLevel;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.SightingCursor;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.message.TaskFilter;
import carillon.message.TaskFilter.Order;
import carillon.message.TaskPage;
import carillon.message.TaskView;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Payload;
import carillon.task.TaskState;
import carillon.task.Trigger;
import carillon.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ListTest {

    @AutoClose
    private final StoreRig rig = StoreRig.open();

    @Test
    void pages_by_id_bring_every_task_once_and_in_order() {
        List<String> ids = fill(25);
        assertEquals(ids.stream().sorted().toList(), readAll(TaskFilter.ALL, 10));
    }

    @Test
    void a_filter_shows_what_it_lets_through() {
        rig.create(
                labelled("a", "alpha", Map.of("team", "x", "city", "y")),
                labelled("b", "alpha", Map.of("team", "z")),
                labelled("c", "beta", Map.of("team", "x")));
        assertEquals(List.of("a", "b"), ids(list(TaskFilter.ALL.withAction("alpha"), null, 10)));
        assertEquals(List.of("a", "c"), ids(list(TaskFilter.ALL.withLabels(Map.of("team", "x")), null, 10)));
        assertEquals(List.of(), ids(list(TaskFilter.ALL.withState(TaskState.DEAD), null, 10)));
    }

    @Test
    void states_are_told_apart() {
        fill(3);
        Pending pending = rig.pending("task-1");
        long term = StoreRig.holding(rig.takeAll("one"), pending.shard()).term();
        rig.settle(StoreRig.success(pending, term, null));
        assertEquals(List.of("task-1"), ids(list(TaskFilter.ALL.withState(TaskState.SUCCEEDED), null, 10)));
        assertEquals(List.of("task-0", "task-2"), ids(list(TaskFilter.ALL.withState(TaskState.SCHEDULED), null, 10)));
    }

    @Test
    void what_is_due_before_an_instant_comes_in_the_order_of_due_instants() {
        fill(10);
        TaskFilter filter = TaskFilter.ALL.withDue(null, StoreRig.FAR - 1).inOrder(Order.DUE);
        TaskPage first = list(filter, null, 5);
        TaskPage second = list(filter, first.cursor(), 5);
        assertEquals(List.of("task-9", "task-8", "task-7", "task-6", "task-5"), ids(first));
        assertEquals(List.of("task-4", "task-3", "task-2"), ids(second));
        assertNull(second.cursor());
    }

    @Test
    void what_is_due_by_now_is_listed_and_the_list_ends_there() {
        fill(3);
        rig.create(StoreRig.chosen("due", new Trigger.At(rig.now() - 5_000)));
        TaskFilter due = new TaskFilter(null, null, null, Map.of(), null, Order.DUE, null, null, true);
        assertEquals(List.of("due"), ids(list(due, null, 10)));
        assertNull(list(due, null, 10).cursor());
        assertEquals(List.of("due"), ids(list(due.inOrder(Order.ID), null, 10)));
        assertEquals(List.of(), ids(list(due.withDue(null, rig.now() - 60_000), null, 10)));
    }

    @Test
    void what_is_overdue_behind_the_ack_level_is_in_the_list_of_what_is_due() {
        long term = rig.takeAll("one").get(0).holding().term();
        ReadPoint seen = rig.ask(
                        new StoreMessage.ReadNew(List.of(0), ReadPoint.START, StoreRig.FAR, SightingCursor.START, 10))
                .until();
        rig.ask(new StoreMessage.Acknowledge(List.of(
                new AckLevel(0, term, StoreRig.FAR, seen),
                new AckLevel(1, term, StoreRig.FAR, seen),
                new AckLevel(2, term, StoreRig.FAR, seen),
                new AckLevel(3, term, StoreRig.FAR, seen))));
        rig.create(StoreRig.chosen("behind", new Trigger.Delay(0)));
        assertEquals(
                List.of("behind"),
                ids(list(TaskFilter.ALL.withDue(null, StoreRig.FAR).inOrder(Order.DUE), null, 10)));
    }

    @Test
    void a_page_is_cut_where_payloads_grow_too_large() {
        Payload large = Payload.of("\"" + "x".repeat(250_000) + "\"");
        for (int i = 10; i < 40; i++) {
            NewTask task = StoreRig.chosen("large-" + i, new Trigger.At(StoreRig.FAR));
            rig.create(new NewTask(task.id(), true, task.definition().withPayload(large)));
        }
        TaskPage first = list(TaskFilter.ALL, null, 30);
        TaskPage second = list(TaskFilter.ALL, first.cursor(), 30);
        assertEquals(16, first.tasks().size());
        assertEquals("large-26", second.tasks().get(0).id());
    }

    @Test
    void a_list_of_what_is_due_is_cut_where_payloads_grow_too_large() {
        Payload large = Payload.of("\"" + "x".repeat(250_000) + "\"");
        for (int i = 10; i < 40; i++) {
            NewTask task = StoreRig.chosen("large-" + i, new Trigger.At(StoreRig.FAR - i));
            rig.create(new NewTask(task.id(), true, task.definition().withPayload(large)));
        }
        TaskFilter filter = TaskFilter.ALL.inOrder(Order.DUE);
        assertEquals(16, list(filter, null, 30).tasks().size());
        assertEquals(IntStream.range(10, 40).mapToObj(i -> "large-" + (49 - i)).toList(), readAll(filter, 30));
    }

    @Test
    void a_list_of_what_is_due_merges_all_shards_between_two_instants() {
        fill(60);
        TaskFilter filter =
                TaskFilter.ALL.withDue(StoreRig.FAR - 50, StoreRig.FAR - 9).inOrder(Order.DUE);
        assertEquals(IntStream.range(10, 50).mapToObj(i -> "task-" + (59 - i)).toList(), readAll(filter, 7));
    }

    @Test
    void a_list_by_id_may_be_restricted_to_what_is_due() {
        fill(10);
        TaskFilter filter = TaskFilter.ALL.withDue(StoreRig.FAR - 4, StoreRig.FAR - 1);
        assertEquals(List.of("task-2", "task-3"), readAll(filter, 1));
    }

    @Test
    void what_is_settled_or_paused_is_not_in_a_list_of_what_is_due() {
        long term = rig.takeAll("one").get(0).holding().term();
        rig.create(
                StoreRig.chosen("over", new Trigger.Delay(0)),
                StoreRig.chosen("waiting", new Trigger.Delay(0)),
                StoreRig.chosen("paused", new Trigger.Delay(0)),
                StoreRig.chosen("later", new Trigger.At(StoreRig.FAR)));
        rig.settle(StoreRig.success(rig.pending("over"), term, null));
        rig.ask(new StoreMessage.Change(StoreRig.shard("paused"), term, new TaskChange.Pause("paused")));
        assertEquals(List.of("waiting", "later"), readAll(TaskFilter.ALL.inOrder(Order.DUE), 1));
        assertEquals(List.of("waiting"), ids(list(TaskFilter.ALL.withState(TaskState.RUNNING), null, 10)));
    }

    @Test
    void a_filter_that_lets_little_through_looks_at_a_bounded_number_of_tasks_a_page() {
        rig.create(StoreRig.chosen("x", new Trigger.At(StoreRig.FAR)));
        rig.sql("""
                INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition)
                SELECT 'task-' || lpad(n::text, 5, '0'), 0, 0, state, recurs, nominal, due, created_at, definition
                FROM task, generate_series(1, 6000) AS n
                """);
        TaskPage first = list(TaskFilter.ALL.withAction("nobody"), null, 10);
        assertEquals(List.of(), first.tasks());
        TaskPage second = list(TaskFilter.ALL.withAction("nobody"), first.cursor(), 10);
        assertEquals(List.of(), second.tasks());
        assertNull(second.cursor());
        assertNotNull(first.cursor());
        assertEquals(6_001, readAll(TaskFilter.ALL.inOrder(Order.DUE), 1_000).size());
    }

    @Test
    void what_is_settled_hides_nothing_that_waits_behind_it() {
        fillOverdue(300, 1);
        assertEquals(List.of("overdue-00301", "first"), readAll(TaskFilter.ALL.inOrder(Order.DUE), 10));
        assertEquals(List.of("overdue-00301"), readAll(overdue(), 10));
    }

    @Test
    void what_is_due_already_comes_once_and_in_order_however_much_of_it_one_shard_has() {
        fillOverdue(0, 300);
        List<String> all = IntStream.rangeClosed(1, 300)
                .mapToObj("overdue-%05d"::formatted)
                .toList();
        assertEquals(all, readAll(overdue(), 30));
        assertEquals(301, readAll(TaskFilter.ALL.inOrder(Order.DUE), 1_000).size());
    }

    @Test
    void a_page_that_finds_nothing_but_what_is_settled_ends_with_a_cursor() {
        fillOverdue(6_000, 1);
        TaskFilter overdue = overdue();
        TaskPage first = list(overdue, null, 10);
        assertEquals(List.of(), first.tasks());
        assertEquals(List.of("overdue-06001"), ids(list(overdue, first.cursor(), 10)));
    }

    @Test
    void a_cursor_is_taken_unchanged_and_for_its_own_list_only() {
        fill(3);
        String cursor = Objects.requireNonNull(list(TaskFilter.ALL, null, 1).cursor());
        assertEquals(List.of("task-1"), ids(list(TaskFilter.ALL, cursor, 1)));
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(TaskFilter.ALL, cursor.substring(0, i) + other + cursor.substring(i + 1));
        }
        assertRefused(TaskFilter.ALL, "x");
        assertRefused(TaskFilter.ALL, "0:task-0");
        assertRefused(TaskFilter.ALL.withAction("work"), cursor);
        assertRefused(TaskFilter.ALL.inOrder(Order.DUE), cursor);
    }

    private void assertRefused(TaskFilter filter, String cursor) {
        BusFailure failure = assertThrows(BusFailure.class, () -> list(filter, cursor, 10));
        assertEquals(FailureCode.REFUSED, failure.code());
    }

    private List<String> readAll(TaskFilter filter, int limit) {
        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            TaskPage page = list(filter, cursor, limit);
            read.addAll(ids(page));
            cursor = page.cursor();
        } while (cursor != null);
        return read;
    }

    /** Later ids are due earlier. */
    private List<String> fill(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add("task-" + i);
            rig.create(StoreRig.chosen("task-" + i, new Trigger.At(StoreRig.FAR - i)));
        }
        return ids;
    }

    /** Tasks of one shard, due an hour ago, a millisecond apart; history has the outcomes of the first ones. */
    private void fillOverdue(int settled, int waiting) {
        rig.create(StoreRig.chosen("first", new Trigger.At(StoreRig.FAR)));
        rig.sql("""
                WITH overdue AS (
                    INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition)
                    SELECT 'overdue-' || lpad(n::text, 5, '0'), 0, 0, 's', false, d.due, d.due, created_at, definition
                    FROM task, generate_series(1, %d) AS n, LATERAL (
                        SELECT date_trunc('second', now()) - interval '1 hour' + n * interval '1 ms' AS due) AS d
                    RETURNING id, due)
                INSERT INTO run (task_id, scheduled_for, term, version, attempt, due, outcome)
                SELECT id, due, 1, 1, 1, due, 's' FROM overdue ORDER BY due LIMIT %d
                """.formatted(settled + waiting, settled));
    }

    private static TaskFilter overdue() {
        return TaskFilter.ALL
                .withDue(null, Clock.system().epochMillis() - TimeUnit.MINUTES.toMillis(1))
                .inOrder(Order.DUE);
    }

    private TaskPage list(TaskFilter filter, @Nullable String cursor, int limit) {
        return rig.ask(new StoreMessage.ListTasks(filter, cursor, limit));
    }

    private static List<String> ids(TaskPage page) {
        return page.tasks().stream().map(TaskView::id).toList();
    }

    private static NewTask labelled(String id, String handler, Map<String, String> labels) {
        return new NewTask(
                id,
                true,
                Definition.of(new Trigger.At(StoreRig.FAR), new Action.Handler(handler))
                        .withLabels(labels));
    }
}
