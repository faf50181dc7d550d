package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Changed;
import carillon.message.Creation;
import carillon.message.Pending;
import carillon.message.Settlement;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.task.Trigger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PurgeTest {

    private static final List<String> TABLES = List.of(
            "task WHERE id",
            "task_key WHERE id",
            "run WHERE task_id",
            "attempt WHERE task_id",
            "occurrence WHERE task_id");

    private StoreRig rig;
    private long term;

    @BeforeEach
    void open() {
        rig = StoreRig.open();
        term = rig.takeAll("one").get(0).holding().term();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void nothing_of_a_purged_task_remains_and_its_id_is_free() {
        lived("gone");
        lived("kept");
        for (String table : TABLES) {
            assertTrue(count(table, "gone") > 0, table);
        }
        Changed purged = change(new TaskChange.Purge("gone"));
        assertEquals(Changed.Status.CHANGED, purged.status());
        assertNull(purged.task());
        for (String table : TABLES) {
            assertEquals(0, count(table, "gone"), table);
            assertTrue(count(table, "kept") > 0, table);
        }
        assertFalse(rig.ask(new StoreMessage.ListRuns("gone", null, 10)).known());
        assertEquals(
                Changed.Status.UNKNOWN, change(new TaskChange.Purge("gone")).status());
        assertEquals(
                Creation.Status.CREATED,
                rig.create(StoreRig.chosen("gone", new Trigger.Delay(0))).get(0).status());
    }

    @Test
    void a_purge_by_an_owner_whose_term_is_over_changes_nothing() {
        lived("kept");
        TaskChange purge = new TaskChange.Purge("kept");
        Changed stale = rig.ask(new StoreMessage.Change(StoreRig.shard("kept"), term - 1, purge));
        assertEquals(Changed.Status.NOT_OWNER, stale.status());
        assertEquals(1, count("task WHERE id", "kept"));
    }

    /** A task with a run, a failed attempt, and an occurrence beside its schedule. */
    private void lived(String id) {
        rig.create(StoreRig.chosen(id, new Trigger.Every(1_000, null)));
        Pending pending = rig.pending(id);
        Settlement.AttemptMade broken = new Settlement.AttemptMade(1, pending.due(), pending.due() + 1, "broken");
        rig.settle(StoreRig.settlement(pending, term, broken, new Settlement.Again(pending.due() + 2)));
        rig.settle(StoreRig.success(rig.pending(id), term, pending.scheduledFor() + 1_000));
        change(new TaskChange.Fire(id, null));
    }

    private Changed change(TaskChange change) {
        return rig.ask(new StoreMessage.Change(StoreRig.shard(change.id()), term, change));
    }

    private long count(String table, String id) {
        return rig.number("SELECT count(*) FROM " + table + " = $1", id);
    }
}
