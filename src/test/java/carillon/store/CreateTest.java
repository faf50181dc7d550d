package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.cron.Dialect;
import carillon.cron.Dst;
import carillon.message.Creation;
import carillon.message.NewTask;
import carillon.message.TaskView;
import carillon.task.Payload;
import carillon.task.TaskState;
import carillon.task.Trigger;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class CreateTest {

    @AutoClose
    private static final StoreRig rig = StoreRig.open();

    @Test
    void a_task_is_found_as_it_was_given() {
        NewTask task = withPayload(StoreRig.chosen("found", new Trigger.Delay(5_000)), "{\"a\":  1}");
        Creation creation = rig.create(task).get(0);
        assertEquals(Creation.Status.CREATED, creation.status());
        TaskView found = rig.task("found");
        assertEquals(creation.task(), found);
        assertEquals(task.definition(), found.definition());
        assertEquals(TaskState.SCHEDULED, found.state());
        assertEquals(found.createdAt() + 5_000, found.nextFireAt());
    }

    @Test
    void a_delay_counts_from_an_instant_that_the_database_has_not_passed() {
        long before = rig.now();
        TaskView task = created(StoreRig.serverMade("delayed", new Trigger.Delay(1_000)));
        assertTrue(task.createdAt() >= before, task.createdAt() + " < " + before);
    }

    @Test
    void a_batch_with_recurrence_rules_is_answered_in_its_order() {
        List<Creation> created = rig.create(
                StoreRig.chosen("rule-before", new Trigger.At(StoreRig.FAR)),
                StoreRig.chosen(
                        "rule-twice", new Trigger.Rrule("FREQ=DAILY;COUNT=2", "UTC", StoreRig.FAR, Dst.DEFAULT)),
                StoreRig.chosen(
                        "rule-never",
                        new Trigger.Rrule("FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2", "UTC", null, Dst.DEFAULT)),
                StoreRig.chosen("rule-after", new Trigger.At(StoreRig.FAR + 1)));
        List<String> answered = created.stream().map(CreateTest::idAndInstant).toList();
        assertEquals(
                List.of(
                        "rule-before " + StoreRig.FAR,
                        "rule-twice " + StoreRig.FAR,
                        "rule-never null",
                        "rule-after " + (StoreRig.FAR + 1)),
                answered);
    }

    private static String idAndInstant(Creation creation) {
        TaskView task = creation.task();
        assertNotNull(task);
        return task.id() + " " + task.nextFireAt();
    }

    @Test
    void an_unknown_task_is_not_found() {
        assertNull(rig.find("nobody"));
    }

    @Test
    void the_same_task_again_is_the_same_and_another_body_is_a_conflict() {
        NewTask task = withPayload(StoreRig.chosen("again", new Trigger.At(StoreRig.FAR)), "1");
        TaskView first = created(task);
        assertEquals(new Creation(Creation.Status.SAME, first), rig.create(task).get(0));
        assertEquals(
                new Creation(Creation.Status.CONFLICT, null),
                rig.create(withPayload(task, "2")).get(0));
        assertEquals(first, rig.task("again"));
    }

    @Test
    void many_ids_of_which_some_are_taken_are_answered_in_their_order() {
        NewTask[] tasks = new NewTask[99];
        for (int i = 0; i < tasks.length; i++) {
            NewTask task = StoreRig.chosen("mixed-" + i, new Trigger.At(StoreRig.FAR));
            if (i % 3 > 0) {
                rig.create(task);
            }
            tasks[i] = i % 3 == 1 ? withPayload(task, "1") : task;
        }
        List<Creation> results = rig.create(tasks);
        for (int i = 0; i < tasks.length; i++) {
            Creation.Status status =
                    switch (i % 3) {
                        case 0 -> Creation.Status.CREATED;
                        case 1 -> Creation.Status.CONFLICT;
                        default -> Creation.Status.SAME;
                    };
            assertEquals(status, results.get(i).status(), tasks[i].id());
            TaskView task = results.get(i).task();
            assertEquals(i % 3 == 1 ? null : tasks[i].id(), task == null ? null : task.id());
        }
    }

    @Test
    void equal_ids_of_one_request_meet_one_after_the_other() {
        NewTask task = StoreRig.chosen("twins", new Trigger.At(StoreRig.FAR));
        List<Creation> results = rig.create(task, withPayload(task, "2"), task);
        assertEquals(
                List.of(Creation.Status.CREATED, Creation.Status.CONFLICT, Creation.Status.SAME),
                results.stream().map(Creation::status).toList());
    }

    @Test
    void an_id_that_the_server_made_is_taken_for_whoever_chooses_it() {
        String id = "0193f000-0000-7000-8000-000000000001";
        created(StoreRig.serverMade(id, new Trigger.Delay(1_000)));
        NewTask task = StoreRig.chosen(id, new Trigger.Delay(2_000));
        assertEquals(Creation.Status.CONFLICT, rig.create(task).get(0).status());
        assertEquals(1, rig.number("SELECT count(*) FROM task WHERE id = $1", id));
    }

    @Test
    void one_bad_row_fails_alone() {
        NewTask bad = StoreRig.chosen("b\0d", new Trigger.Delay(1));
        NewTask[] tasks = new NewTask[9];
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = i == 5 ? bad : StoreRig.chosen("innocent-" + i, new Trigger.Delay(1));
        }
        List<Creation> results = rig.create(tasks);
        for (int i = 0; i < tasks.length; i++) {
            assertEquals(
                    i == 5 ? Creation.Status.REJECTED : Creation.Status.CREATED,
                    results.get(i).status());
        }
        assertEquals(8, rig.number("SELECT count(*) FROM task WHERE id LIKE 'innocent-%'"));
    }

    @Test
    void an_instant_in_the_past_is_due_at_acceptance_under_its_own_name() {
        TaskView task = created(StoreRig.chosen("past", new Trigger.At(1_000)));
        assertEquals(task.createdAt(), task.nextFireAt());
        assertEquals(1_000, rig.pending("past").scheduledFor());
    }

    @Test
    void a_recurring_task_that_never_fires_again_is_finished() {
        TaskView task = created(StoreRig.chosen("never", new Trigger.Cron("0 0 0 1 1 ? 2020", Dialect.QUARTZ, "UTC")));
        assertEquals(TaskState.FINISHED, task.state());
        assertNull(task.nextFireAt());
        assertEquals(task, rig.task("never"));
    }

    @Test
    void a_short_lived_task_lies_in_the_partition_of_its_day_and_a_long_lived_one_does_not() {
        created(StoreRig.chosen("short", new Trigger.Delay(1_000)));
        created(StoreRig.chosen("long", new Trigger.Delay(100L * 86_400_000)));
        created(StoreRig.chosen("recurring", new Trigger.Every(1_000, null)));
        assertEquals(
                rig.number("SELECT extract(epoch FROM now())::int8 / 86400"),
                rig.number("SELECT lot FROM task WHERE id = 'short'"));
        assertEquals(0, rig.number("SELECT sum(lot) FROM task WHERE id IN ('long', 'recurring')"));
    }

    private static TaskView created(NewTask task) {
        Creation creation = rig.create(task).get(0);
        assertEquals(Creation.Status.CREATED, creation.status());
        assertNotNull(creation.task());
        return creation.task();
    }

    private static NewTask withPayload(NewTask task, String json) {
        return new NewTask(task.id(), task.chosen(), task.definition().withPayload(Payload.of(json)));
    }
}
