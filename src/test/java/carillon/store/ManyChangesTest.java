package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Inheritance;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.task.TaskState;
import carillon.task.Trigger;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that come at once. */
final class ManyChangesTest {

    private StoreRig rig;
    private List<Inheritance> mine;

    @BeforeEach
    void open() {
        rig = StoreRig.open();
        mine = rig.takeAll("one");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void what_arrives_while_a_transaction_is_under_way_shares_the_next_one() {
        List<String> ids = fill(20);
        List<Future<Changed>> changes =
                ids.stream().map(id -> begin(new TaskChange.Pause(id))).toList();
        changes.forEach(
                change -> assertEquals(Status.CHANGED, StoreRig.await(change).status()));
        ids.forEach(id -> assertEquals(TaskState.PAUSED, rig.task(id).state()));
        assertTrue(rig.number("SELECT count(DISTINCT xmin::text) FROM task") < 10);
    }

    @Test
    void each_has_its_own_answer() {
        fill(3);
        List<Future<Changed>> changes = List.of(
                begin(new TaskChange.Pause("task-0")),
                begin(new TaskChange.Cancel("task-1")),
                begin(new TaskChange.Cancel("nobody")),
                begin(new TaskChange.Fire("task-2", null)),
                begin(new TaskChange.Pause("task-0")));
        assertEquals(
                List.of(Status.CHANGED, Status.CHANGED, Status.UNKNOWN, Status.CHANGED, Status.SAME),
                changes.stream().map(change -> StoreRig.await(change).status()).toList());
    }

    @Test
    void an_old_term_stops_its_own_change_only() {
        fill(2);
        Future<Changed> first = begin(new TaskChange.Pause("task-0"));
        Future<Changed> stale = rig.asking(
                new StoreMessage.Change(StoreRig.shard("task-1"), term("task-1") - 1, new TaskChange.Pause("task-1")));
        Future<Changed> last = begin(new TaskChange.Cancel("task-1"));
        assertEquals(Status.CHANGED, StoreRig.await(first).status());
        assertEquals(Status.NOT_OWNER, StoreRig.await(stale).status());
        assertEquals(Status.CHANGED, StoreRig.await(last).status());
    }

    @Test
    void a_locked_row_keeps_up_its_own_change_only() {
        fill(8);
        SqlConnection other = rig.connect();
        StoreRig.rows(other, "BEGIN");
        StoreRig.rows(other, "SELECT FROM task WHERE id = 'task-3' FOR UPDATE");
        List<Future<Changed>> changes = IntStream.range(0, 8)
                .mapToObj(i -> begin(new TaskChange.Pause("task-" + i)))
                .toList();
        for (int i = 0; i < 8; i++) {
            if (i != 3) {
                assertEquals(Status.CHANGED, StoreRig.await(changes.get(i)).status());
            }
        }
        assertFalse(changes.get(3).isComplete());
        StoreRig.rows(other, "COMMIT");
        assertEquals(Status.CHANGED, StoreRig.await(changes.get(3)).status());
        assertEquals(TaskState.PAUSED, rig.task("task-3").state());
    }

    private List<String> fill(int count) {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "task-" + i).toList();
        ids.forEach(id -> rig.create(StoreRig.chosen(id, new Trigger.At(StoreRig.FAR))));
        return ids;
    }

    private Future<Changed> begin(TaskChange change) {
        return rig.asking(new StoreMessage.Change(StoreRig.shard(change.id()), term(change.id()), change));
    }

    private long term(String id) {
        return StoreRig.holding(mine, StoreRig.shard(id)).term();
    }
}
