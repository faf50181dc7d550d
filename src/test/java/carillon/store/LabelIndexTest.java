package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.NewTask;
import carillon.message.SetMessage;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.message.TaskFilter;
import carillon.message.TaskView;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Trigger;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LabelIndexTest {

    private static final String KEY = "my.team/of-one";
    private static final TaskFilter RED = TaskFilter.ALL.withLabels(Map.of(KEY, "red \"}"));

    private StoreRig rig;
    private Database database;
    private LabelIndexes indexes;

    @BeforeEach
    void open() {
        rig = StoreRig.open();
        database = new Database(rig.vertx, StoreConfig.of(new JsonObject().put("database.url", rig.url)));
        indexes = new LabelIndexes(database, List.of(KEY));
    }

    @AfterEach
    void close() {
        StoreRig.await(database.close());
        rig.close();
    }

    @Test
    void tasks_made_before_and_after_the_index_are_listed_by_it() {
        rig.create(red("a"), other("b"), other("c"));
        assertFalse(indexes.isReady(KEY));
        StoreRig.await(indexes.ensure());
        assertTrue(indexes.isReady(KEY));
        rig.create(red("d"), other("e"));
        assertEquals(List.of("a", "d"), scanned());
        assertTrue(plan(KEY).contains("task_0_label_2"), () -> plan(KEY));
        assertFalse(plan(KEY).contains("->  Sort"), () -> plan(KEY));
    }

    @Test
    void a_task_that_gets_another_label_leaves_the_index() {
        StoreRig.await(indexes.ensure());
        rig.create(red("a"));
        long term = rig.takeAll("one").get(0).holding().term();
        TaskChange change = new TaskChange.Put(other("a"), null);
        rig.ask(new StoreMessage.Change(StoreRig.shard("a"), term, change));
        assertEquals(List.of(), scanned());
    }

    @Test
    void a_partition_that_is_made_later_has_its_part_of_the_index() {
        StoreRig.await(indexes.ensure());
        StoreRig.await(database.transaction(connection -> Days.makeTasks(connection, 12_345)));
        assertEquals(
                1,
                rig.number("SELECT count(*) FROM pg_indexes"
                        + " WHERE tablename = 'task_12345' AND indexdef LIKE '%team%'"));
        assertTrue(isValid());
    }

    @Test
    void work_that_was_broken_off_is_taken_up() {
        rig.create(red("a"));
        rig.sql("INSERT INTO label_index (key) VALUES ($1)", KEY);
        rig.sql(LabelIndex.create(2, KEY));
        rig.sql(LabelIndex.createPart(2, KEY, "task_0"));
        assertFalse(isValid());
        StoreRig.await(indexes.ensure());
        assertTrue(isValid());
        assertEquals(List.of("a"), scanned());
    }

    @Test
    void while_another_node_makes_the_index_it_is_left_to_that_one() {
        SqlConnection other = rig.connect();
        StoreRig.rows(other, "SELECT pg_advisory_lock(x'636172696c6c6f6c'::int8)");
        StoreRig.await(indexes.ensure());
        assertFalse(indexes.isReady(KEY));
    }

    @Test
    void without_an_index_the_list_is_the_same() {
        rig.create(red("a"), other("b"), red("c"));
        assertEquals(List.of("a", "c"), listed());
        StoreRig.await(indexes.ensure());
        assertEquals(List.of("a", "c"), listed());
    }

    @Test
    void a_list_by_its_label_alone_shows_all_that_is_found_along_it() {
        Scan scan = IdScan.labelled(database, KEY, "red \"}");
        assertTrue(new TaskMatch(RED, 0).takesAll(scan));
        assertFalse(new TaskMatch(RED, 0).takesAll(IdScan.all(database)));
        TaskFilter narrower = RED.withLabels(Map.of(KEY, "red \"}", "a", "b"));
        assertFalse(new TaskMatch(narrower, 0).takesAll(scan));
        assertFalse(new TaskMatch(RED.withAction("work"), 0).takesAll(scan));
    }

    @Test
    void the_tasks_of_a_set_are_listed_by_an_index_of_every_database() {
        LabelIndexes unasked = new LabelIndexes(database, List.of());
        StoreRig.await(unasked.learn());
        assertTrue(unasked.isReady(SetMessage.LABEL));
        rig.create(labelled("a", Map.of(SetMessage.LABEL, "nightly")), other("b"));
        TaskFilter nightly = TaskFilter.ALL.withLabels(Map.of(SetMessage.LABEL, "nightly"));
        assertEquals(
                1,
                rig.ask(new StoreMessage.ListTasks(nightly, null, 10)).tasks().size());
        assertTrue(plan(SetMessage.LABEL).contains("Index Scan using task_0"), () -> plan(SetMessage.LABEL));
    }

    private boolean isValid() {
        return rig.sql("SELECT indisvalid FROM pg_index WHERE indexrelid = 'task_label_2'::regclass")
                .get(0)
                .getBoolean(0);
    }

    private List<String> scanned() {
        return StoreRig.await(IdScan.labelled(database, KEY, "red \"}").from(Cursor.START, 10)).places().stream()
                .map(Cursor::id)
                .toList();
    }

    private List<String> listed() {
        return rig.ask(new StoreMessage.ListTasks(RED, null, 10)).tasks().stream()
                .map(TaskView::id)
                .toList();
    }

    private String plan(String key) {
        SqlConnection connection = rig.connect();
        StoreRig.rows(connection, "SET enable_seqscan = off");
        String scan =
                LabelIndex.scan(key).replace("$1", "''").replace("$2", "10").replace("$3", "'red'");
        return StoreRig.rows(connection, "EXPLAIN " + scan).stream()
                .map(row -> row.getString(0))
                .collect(Collectors.joining("\n"));
    }

    private static NewTask red(String id) {
        return labelled(id, Map.of(KEY, "red \"}", "a", "b"));
    }

    private static NewTask other(String id) {
        return labelled(id, Map.of("team", "red \"}"));
    }

    private static NewTask labelled(String id, Map<String, String> labels) {
        return new NewTask(
                id,
                true,
                Definition.of(new Trigger.At(StoreRig.FAR), new Action.Handler("work"))
                        .withLabels(labels));
    }
}
