package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.AckLevel;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.TaskPage;
import carillon.message.TaskFilter;
import carillon.message.TaskView;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Payload;
import carillon.task.TaskState;
import carillon.task.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ListTest {

    private StoreRig rig;

    @BeforeEach
    void open() {
        rig = StoreRig.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void pages_by_id_bring_every_task_once_and_in_order() {
        List<String> ids = fill(25);
        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            TaskPage page = list(TaskFilter.ALL, cursor, 10);
            read.addAll(ids(page));
            cursor = page.cursor();
        } while (cursor != null);
        assertEquals(ids.stream().sorted().toList(), read);
    }

    @Test
    void a_filter_shows_what_it_lets_through() {
        rig.create(
                labelled("a", "alpha", Map.of("team", "x", "city", "y")),
                labelled("b", "alpha", Map.of("team", "z")),
                labelled("c", "beta", Map.of("team", "x")));
        assertEquals(List.of("a", "b"), ids(list(new TaskFilter(null, "alpha", null, Map.of()), null, 10)));
        assertEquals(List.of("a", "c"), ids(list(new TaskFilter(null, null, null, Map.of("team", "x")), null, 10)));
        assertEquals(List.of(), ids(list(new TaskFilter(TaskState.DEAD, null, null, Map.of()), null, 10)));
    }

    @Test
    void states_are_told_apart() {
        fill(3);
        Pending pending = rig.pending("task-1");
        long term = StoreRig.holding(rig.takeAll("one"), pending.shard()).term();
        rig.settle(StoreRig.success(pending, term, null));
        assertEquals(List.of("task-1"), ids(list(new TaskFilter(TaskState.SUCCEEDED, null, null, Map.of()), null, 10)));
        assertEquals(
                List.of("task-0", "task-2"),
                ids(list(new TaskFilter(TaskState.SCHEDULED, null, null, Map.of()), null, 10)));
    }

    @Test
    void what_is_due_before_an_instant_comes_in_the_order_of_due_instants() {
        fill(10);
        TaskFilter filter = new TaskFilter(null, null, StoreRig.FAR - 1, Map.of());
        TaskPage first = list(filter, null, 5);
        TaskPage second = list(filter, first.cursor(), 5);
        assertEquals(List.of("task-9", "task-8", "task-7", "task-6", "task-5"), ids(first));
        assertEquals(List.of("task-4", "task-3", "task-2"), ids(second));
        assertNull(second.cursor());
    }

    @Test
    void what_is_overdue_behind_the_ack_level_is_in_the_list_of_what_is_due() {
        long term = rig.takeAll("one").get(0).holding().term();
        ReadPoint seen = rig.ask(new StoreMessage.ReadNew(List.of(0), ReadPoint.START, StoreRig.FAR, 10))
                .until();
        rig.ask(new StoreMessage.Acknowledge(List.of(
                new AckLevel(0, term, StoreRig.FAR, seen),
                new AckLevel(1, term, StoreRig.FAR, seen),
                new AckLevel(2, term, StoreRig.FAR, seen),
                new AckLevel(3, term, StoreRig.FAR, seen))));
        rig.create(StoreRig.chosen("behind", new Trigger.Delay(0)));
        assertEquals(List.of("behind"), ids(list(new TaskFilter(null, null, StoreRig.FAR, Map.of()), null, 10)));
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
    void a_cursor_that_is_none_is_refused() {
        BusFailure failure = assertThrows(BusFailure.class, () -> list(TaskFilter.ALL, "x", 10));
        assertEquals(FailureCode.REFUSED, failure.code());
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
