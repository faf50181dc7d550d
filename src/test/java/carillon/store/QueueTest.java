package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Holding;
import carillon.lease.Shards;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Inheritance;
import carillon.message.LineCursor;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.QueueState;
import carillon.message.QueueView;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.FindQueue;
import carillon.message.StoreMessage.LinePage;
import carillon.message.StoreMessage.ListQueues;
import carillon.message.StoreMessage.ListTasks;
import carillon.message.StoreMessage.ReadLine;
import carillon.message.StoreMessage.ReadQueues;
import carillon.message.StoreMessage.WriteQueue;
import carillon.message.TaskChange;
import carillon.message.TaskFilter;
import carillon.message.TaskView;
import carillon.task.Payload;
import carillon.task.Priority;
import carillon.task.QueueSettings;
import carillon.task.Queued;
import carillon.task.RetryPolicy;
import carillon.task.TaskState;
import carillon.task.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class QueueTest {

    private static final Trigger NOW = new Trigger.Delay(0);
    private static final QueueState LIMITED =
            new QueueState("mail", new QueueSettings(3, 0.5, 5_000L, new RetryPolicy(2, 10, 1, 10, 0)), true, 5_000);

    @AutoClose
    private final StoreRig rig = StoreRig.open();

    private final List<Inheritance> held = rig.takeAll("owner");

    @Test
    void all_tasks_of_a_queue_live_on_the_shard_of_its_name() {
        for (int i = 0; i < 8; i++) {
            rig.create(queued("t" + i, "mail", Priority.NORMAL));
        }
        assertTrue(rig.pending().stream().allMatch(each -> each.shard() == StoreRig.shard("mail")));
    }

    @Test
    void a_line_is_read_in_the_order_of_due_instant_and_acceptance_a_page_at_a_time_without_what_is_settled() {
        NewTask[] batch = IntStream.range(0, 20)
                .mapToObj(i -> queued("b" + (50 - i), "mail", Priority.NORMAL))
                .toArray(NewTask[]::new);
        rig.create(batch);
        rig.create(queued("urgent", "mail", Priority.URGENT));
        rig.create(queued("later", "mail", Priority.NORMAL));
        Pending second = rig.pending("b49");
        rig.settle(StoreRig.success(second, term(second.shard()), null));

        List<String> read = new ArrayList<>();
        LineCursor next = line("mail", Priority.NORMAL);
        while (next != null) {
            LinePage page = rig.ask(new ReadLine(next, rig.now() + 1_000, 7));
            page.pending().forEach(each -> read.add(each.id()));
            next = page.next();
        }

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            expected.add("b" + (50 - i));
        }
        expected.remove("b49");
        expected.add("later");
        assertEquals(expected, read);
    }

    @Test
    void a_page_of_a_line_passes_over_so_many_that_are_settled_and_the_next_one_goes_on_behind_them() {
        rig.create(queued("late", "mail", Priority.NORMAL));
        rig.sql("""
                INSERT INTO task
                    (id, lot, shard, state, recurs, nominal, due, created_at, definition, queue, priority, place)
                SELECT 'settled-' || n, lot, shard, 's', false, d.due, d.due, created_at, definition, queue, priority, n
                FROM task, generate_series(1, $1) AS n, LATERAL (SELECT to_timestamp(1700000000 + n) AS due) AS d
                """, DueQuery.LOOKED_MAX);
        rig.sql("""
                INSERT INTO run (task_id, scheduled_for, term, version, attempt, due, outcome)
                SELECT id, nominal, 1, 1, 1, due, 's' FROM task WHERE id LIKE 'settled-%'
                """);
        LinePage first = rig.ask(new ReadLine(line("mail", Priority.NORMAL), StoreRig.FAR, 10));
        assertEquals(List.of(), first.pending());
        LineCursor next = Objects.requireNonNull(first.next());
        LinePage second = rig.ask(new ReadLine(next, StoreRig.FAR, 10));
        assertEquals(List.of("late"), second.pending().stream().map(Pending::id).toList());
        assertNull(second.next());
    }

    @Test
    void settings_are_kept_and_forgotten_under_the_term_only() {
        int shard = StoreRig.shard("mail");
        assertTrue(rig.ask(new WriteQueue(shard, term(shard), LIMITED)).landed());
        assertFalse(rig.ask(new WriteQueue(shard, term(shard) - 1, LIMITED.withPaused(false)))
                .landed());
        assertEquals(List.of(LIMITED), rig.ask(new ReadQueues(List.of(shard))).queues());
        assertTrue(rig.ask(new WriteQueue(shard, term(shard), QueueState.of("mail")))
                .landed());
        assertEquals(List.of(), rig.ask(new ReadQueues(List.of(shard))).queues());
    }

    @Test
    void the_list_shows_what_was_set_and_what_is_pending() {
        int shard = StoreRig.shard("mail");
        rig.ask(new WriteQueue(shard, term(shard), LIMITED));
        rig.create(queued("a", "sms", Priority.URGENT));
        rig.create(queued("b", "sms", Priority.BACKGROUND));
        rig.create(queued("c", "done", Priority.NORMAL));
        rig.settle(StoreRig.success(rig.pending("c"), term(StoreRig.shard("done")), null));

        List<QueueView> queues = rig.ask(new ListQueues("", 10)).queues();
        assertEquals(
                List.of("mail", "sms"), queues.stream().map(QueueView::name).toList());
        assertEquals(LIMITED.settings(), queues.getFirst().settings());
        assertTrue(queues.getFirst().paused());
        assertEquals(0, queues.getFirst().depth());
        QueueView sms = queues.getLast();
        assertEquals(2, sms.depth());
        assertEquals(Long.valueOf(rig.pending("a").due()), sms.oldestDue());
        assertEquals(List.of("sms"), names(new ListQueues("mail", 10)));
        assertEquals(List.of("mail"), names(new ListQueues("", 1)));
        assertEquals(1, rig.ask(new FindQueue("sms")).queues().size());
        assertEquals(List.of(), rig.ask(new FindQueue("nothing")).queues());
    }

    @Test
    void a_long_queue_is_counted_up_to_a_limit_and_its_oldest_task_is_found_behind_it() {
        rig.create(queued("first", "long", Priority.BACKGROUND), queued("copied", "long", Priority.URGENT));
        copy("copied", QueueList.LISTED_DEPTH_MAX);
        QueueView listed = rig.ask(new ListQueues("", 1)).queues().getFirst();
        assertEquals(QueueList.LISTED_DEPTH_MAX, listed.depth());
        assertTrue(listed.more());
        assertEquals(Long.valueOf(rig.pending("first").due()), listed.oldestDue());
        QueueView found = rig.ask(new FindQueue("long")).queues().getFirst();
        assertEquals(QueueList.LISTED_DEPTH_MAX + 2, found.depth());
        assertFalse(found.more());
    }

    /** Puts so many tasks behind one, in its line. */
    private void copy(String id, int count) {
        rig.sql("""
                INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition, queue, priority,
                    place)
                SELECT t.id || n, lot, shard, state, recurs, nominal, due + n * interval '1 ms', created_at, definition,
                    queue, priority, place + n
                FROM task t, generate_series(1, $2::int4) AS n WHERE t.id = $1
                """, id, count);
    }

    @Test
    void the_list_of_tasks_can_be_restricted_to_a_queue() {
        rig.create(queued("a", "sms", Priority.URGENT), StoreRig.chosen("plain", NOW));
        TaskFilter filter = TaskFilter.ALL.withQueue("sms");
        assertEquals(
                List.of("a"),
                rig.ask(new ListTasks(filter, null, 10)).tasks().stream()
                        .map(TaskView::id)
                        .toList());
    }

    @Test
    void a_change_of_a_queued_task_is_made_by_the_owner_of_the_queues_shard() {
        String id = idBeside("mail");
        rig.create(queued(id, "mail", Priority.NORMAL));
        Changed elsewhere = change(StoreRig.shard(id), new TaskChange.Cancel(id));
        assertEquals(Status.ELSEWHERE, elsewhere.status());
        assertEquals(
                "mail",
                elsewhere.task() == null ? null : elsewhere.task().definition().queueName());
        assertEquals(TaskState.SCHEDULED, rig.task(id).state());
        assertEquals(
                Status.CHANGED,
                change(StoreRig.shard("mail"), new TaskChange.Cancel(id)).status());
    }

    @Test
    void a_pending_task_stays_in_its_queue_and_one_that_is_over_may_go_to_another() {
        String other = queueBeside("mail");
        rig.create(queued("moving", "mail", Priority.NORMAL));
        NewTask moved = queued("moving", other, Priority.URGENT);
        TaskChange put = new TaskChange.Put(moved, null);
        assertEquals(Status.ELSEWHERE, change(StoreRig.shard(other), put).status());
        change(StoreRig.shard("mail"), new TaskChange.Cancel("moving"));
        Changed changed = change(StoreRig.shard(other), put);
        assertEquals(Status.CHANGED, changed.status());
        assertEquals(StoreRig.shard(other), changed.pending().getFirst().shard());
        LinePage page = rig.ask(new ReadLine(line(other, Priority.URGENT), StoreRig.FAR, 10));
        assertEquals("moving", page.pending().getFirst().id());
        assertNotEquals(0, page.pending().getFirst().place());
    }

    @Test
    void a_schedule_that_is_over_stays_in_its_queue_while_an_occurrence_waits_there_beside_it() {
        NewTask plain = StoreRig.chosen("t", new Trigger.Every(1_000, StoreRig.FAR));
        rig.create(new NewTask("t", true, plain.definition().withQueue(new Queued("mail", false, false))));
        change(StoreRig.shard("mail"), new TaskChange.Fire("t", null));
        rig.sql("UPDATE task SET state = 'f' WHERE id = 't'");
        TaskChange put = new TaskChange.Put(queued("t", queueBeside("mail"), Priority.NORMAL), null);
        assertEquals(
                Status.ELSEWHERE,
                change(StoreRig.shard(queueBeside("mail")), put).status());
        rig.sql("DELETE FROM occurrence");
        assertEquals(
                Status.CHANGED, change(StoreRig.shard(queueBeside("mail")), put).status());
    }

    @Test
    void a_put_to_another_queue_of_the_same_shard_is_refused_alike() {
        String other = IntStream.range(0, 1_000)
                .mapToObj(i -> "q" + i)
                .filter(name -> StoreRig.shard(name) == StoreRig.shard("mail"))
                .findFirst()
                .orElseThrow();
        rig.create(queued("t", "mail", Priority.NORMAL));
        TaskChange put = new TaskChange.Put(queued("t", other, Priority.NORMAL), null);
        assertEquals(Status.ELSEWHERE, change(StoreRig.shard("mail"), put).status());
    }

    @Test
    void a_put_within_the_queue_keeps_the_place_in_it() {
        rig.create(queued("t", "mail", Priority.NORMAL));
        Pending before = rig.pending("t");
        NewTask other = new NewTask(
                "t", true, queued("t", "mail", Priority.NORMAL).definition().withPayload(Payload.of("1")));
        Changed changed = change(StoreRig.shard("mail"), new TaskChange.Put(other, null));
        assertEquals(before.place(), changed.pending().getFirst().place());
    }

    private List<String> names(ListQueues list) {
        return rig.ask(list).queues().stream().map(QueueView::name).toList();
    }

    private Changed change(int shard, TaskChange change) {
        return rig.ask(new Change(shard, term(shard), change));
    }

    private long term(int shard) {
        Holding holding = StoreRig.holding(held, shard);
        return holding.term();
    }

    private static LineCursor line(String queue, Priority priority) {
        return new LineCursor(StoreRig.shard(queue), queue, priority, 0, 0);
    }

    /** An id whose own shard is not that of a queue. */
    private static String idBeside(String queue) {
        return queueBeside(queue);
    }

    private static String queueBeside(String queue) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "x" + i)
                .filter(id -> Shards.of(id, 4) != Shards.of(queue, 4))
                .findFirst()
                .orElseThrow();
    }

    private static NewTask queued(String id, String queue, Priority priority) {
        NewTask plain = StoreRig.chosen(id, NOW);
        return new NewTask(
                id,
                true,
                plain.definition().withQueue(new Queued(queue, false, false)).withPriority(priority));
    }
}
