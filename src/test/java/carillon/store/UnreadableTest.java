package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.cron.Dialect;
import carillon.lease.Holding;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Creation;
import carillon.message.DueCursor;
import carillon.message.Inheritance;
import carillon.message.KeptDefinition.Unreadable;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.RunView;
import carillon.message.Sighting;
import carillon.message.SightingCursor;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.message.TaskFilter;
import carillon.message.TaskView;
import carillon.task.Outcome;
import carillon.task.TaskState;
import carillon.task.Trigger;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks whose stored definitions cannot be read any more, among others. */
final class UnreadableTest {

    private static final Trigger DAILY = new Trigger.Cron("0 9 * * *", Dialect.UNIX, "Europe/Paris");
    private static final String BAD = "bad";

    private StoreRig rig;
    private List<Inheritance> shards;

    @BeforeEach
    void open() {
        rig = StoreRig.open();
        shards = rig.takeAll("one");
        rig.create(StoreRig.chosen(BAD, DAILY), StoreRig.chosen("good", DAILY));
        rig.sql("UPDATE task SET definition = replace(definition, 'Europe/Paris', 'Mars/Phobos') WHERE id = 'bad'");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void it_is_found_with_its_state_and_why_it_cannot_be_read() {
        TaskView task = rig.task(BAD);
        assertEquals(TaskState.SCHEDULED, task.state());
        assertNull(task.nextFireAt());
        String why = assertInstanceOf(Unreadable.class, task.kept()).why();
        assertTrue(why.contains("/zone"), why);
    }

    @Test
    void a_list_shows_it_and_what_stands_behind_it() {
        assertEquals(List.of(BAD, "good"), listed(TaskFilter.ALL));
        assertEquals(List.of(BAD, "good"), listed(TaskFilter.ALL.withState(TaskState.SCHEDULED)));
        assertEquals(List.of("good"), listed(TaskFilter.ALL.withAction("work")));
        assertEquals(List.of("good"), listed(TaskFilter.ALL.inOrder(TaskFilter.Order.DUE)));
    }

    @Test
    void its_labels_are_known_and_lists_by_them_show_it() {
        rig.sql("""
                UPDATE task SET definition = left(definition, -1) || ',"labels":{"team":"a"}}' WHERE id = 'bad'
                """);
        assertEquals(Map.of("team", "a"), rig.task(BAD).kept().labels());
        assertEquals(List.of(BAD), listed(TaskFilter.ALL.withLabels(Map.of("team", "a"))));
        assertEquals(List.of(), listed(TaskFilter.ALL.withLabels(Map.of("team", "b"))));
    }

    @Test
    void creating_it_again_conflicts_and_the_rest_of_the_batch_is_accepted() {
        List<Creation> created = rig.create(
                StoreRig.chosen("fresh", DAILY), StoreRig.chosen(BAD, DAILY), StoreRig.chosen("good", DAILY));
        assertEquals(
                List.of(Creation.Status.CREATED, Creation.Status.CONFLICT, Creation.Status.SAME),
                created.stream().map(Creation::status).toList());
    }

    @Test
    void it_can_be_cancelled_and_its_pending_occurrence_is_recorded() {
        due(BAD);
        assertEquals(Status.CHANGED, change(new TaskChange.Cancel(BAD)).status());
        assertEquals(TaskState.CANCELLED, rig.task(BAD).state());
        RunView run = rig.history(BAD).getFirst();
        assertEquals(Outcome.CANCELLED, run.outcome());
    }

    @Test
    void its_history_says_what_its_due_occurrence_waits_for() {
        due(BAD);
        RunView run = rig.runs(BAD).getFirst();
        assertEquals(RunView.Stage.WAITING, run.stage());
        assertEquals("the definition of the task cannot be read; the task says why", run.reason());
    }

    @Test
    void it_can_be_purged() {
        assertEquals(Status.CHANGED, change(new TaskChange.Purge(BAD)).status());
        assertNull(rig.find(BAD));
    }

    @Test
    void a_put_makes_it_whole() {
        Changed changed = change(new TaskChange.Put(StoreRig.chosen(BAD, DAILY), null));
        assertEquals(Status.CHANGED, changed.status());
        assertEquals(StoreRig.chosen(BAD, DAILY).definition(), rig.task(BAD).definition());
        assertEquals(List.of(BAD), changed.pending().stream().map(Pending::id).toList());
    }

    @Test
    void it_can_be_paused_and_resumed_but_not_fired_by_hand() {
        assertEquals(Status.CHANGED, change(new TaskChange.Pause(BAD)).status());
        due(BAD);
        assertEquals(RunView.Stage.PAUSED, rig.runs(BAD).getFirst().stage());
        assertEquals(Status.CHANGED, change(new TaskChange.Resume(BAD)).status());
        Changed fired = change(new TaskChange.Fire(BAD, null));
        assertEquals(Status.NOT_NOW, fired.status());
        assertEquals(rig.task(BAD), fired.task());
    }

    @Test
    void the_pages_of_due_occurrences_go_on_behind_those_that_cannot_be_read() {
        rig.sql("""
                INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition)
                SELECT 'bad' || n, lot, $1, state, recurs, nominal, due - interval '1 hour', created_at, definition
                FROM task, generate_series(1, 20) n WHERE id = 'bad'
                """, StoreRig.shard("good"));
        List<Pending> read = rig.readDue(DueCursor.from(StoreRig.shard("good"), 0, true), 2);
        assertEquals(List.of("good"), read.stream().map(Pending::id).toList());
    }

    @Test
    void pages_of_nothing_but_occurrences_that_cannot_be_read_come_to_an_end() {
        rig.sql("DELETE FROM task WHERE id = 'good'");
        Holding holding = StoreRig.holding(shards, StoreRig.shard(BAD));
        rig.sql("""
                INSERT INTO occurrence (task_id, scheduled_for, shard, due)
                SELECT 'bad', s.now - n * interval '1 hour', $1, s.now
                FROM generate_series(1, 3) n, (SELECT date_trunc('second', now()) AS now) AS s
                """, holding.shard());
        assertEquals(List.of(), rig.readDue(DueCursor.from(holding.shard(), 0, true), 1));
    }

    @Test
    void what_became_due_meanwhile_is_brought_by_a_start_after_which_it_can_be_read_again() {
        due(BAD);
        rig.sql("""
                INSERT INTO occurrence (task_id, scheduled_for, shard, due)
                VALUES ('bad', now() - interval '3 hours', $1, now())
                """, StoreRig.shard(BAD));
        rig.sql("UPDATE ack SET done_before = now() + interval '1 minute'");
        ReadPoint before = sightings(ReadPoint.START).until();
        rig.sql("UPDATE task SET definition = replace(definition, 'Mars/Phobos', 'Europe/Paris') WHERE id = 'bad'");
        assertEquals(List.of(), sightings(before).sightings());
        start();
        assertEquals(
                List.of(BAD, BAD),
                sightings(before).sightings().stream().map(Sighting::id).toList());
    }

    @Test
    void what_still_cannot_be_read_is_not_brought_by_a_start_for_owners_would_read_everything_behind_it_again() {
        due(BAD);
        due("good");
        rig.sql("""
                INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition)
                SELECT 'bad' || n, lot, shard, state, recurs, nominal, due, created_at, definition
                FROM task, generate_series(1, $1) n WHERE id = 'bad'
                """, LeftBehind.TASKS_AT_ONCE);
        rig.sql("""
                INSERT INTO occurrence (task_id, scheduled_for, shard, due)
                SELECT id, now() - interval '3 hours', shard, now() FROM task WHERE id IN ('bad', 'good')
                """);
        rig.sql("UPDATE ack SET done_before = now() + interval '1 minute'");
        ReadPoint before = sightings(ReadPoint.START).until();
        start();
        assertEquals(
                List.of("good", "good"),
                sightings(before).sightings().stream().map(Sighting::id).toList());
    }

    private void start() {
        Database database = new Database(rig.vertx, StoreConfig.of(new JsonObject().put("database.url", rig.url)));
        StoreRig.await(new LeftBehind(database).bring().eventually(database::close));
    }

    private StoreMessage.NewPage sightings(ReadPoint since) {
        return rig.ask(new StoreMessage.ReadNew(List.of(0, 1, 2, 3), since, rig.now(), SightingCursor.START, 100));
    }

    private void due(String id) {
        rig.sql("UPDATE task SET nominal = now() - interval '1 hour', due = now() WHERE id = $1", id);
    }

    private List<String> listed(TaskFilter filter) {
        return rig.ask(new StoreMessage.ListTasks(filter, null, 10)).tasks().stream()
                .map(TaskView::id)
                .toList();
    }

    private Changed change(TaskChange change) {
        Holding holding = StoreRig.holding(shards, StoreRig.shard(change.id()));
        return rig.ask(new StoreMessage.Change(holding.shard(), holding.term(), change));
    }
}
