package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Creation;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.StoreMessage;
import carillon.message.TimerMessage;
import carillon.task.Trigger;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class IntakeTest {

    @AutoClose
    private final StoreRig rig = StoreRig.open();

    @Test
    void many_requests_that_wait_for_one_statement_are_written_by_one_more() {
        SqlConnection blocker = rig.connect();
        StoreRig.rows(blocker, "BEGIN");
        StoreRig.rows(blocker, "LOCK TABLE task IN EXCLUSIVE MODE");
        List<Future<StoreMessage.Created>> created = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            created.add(rig.asking(new StoreMessage.Create(
                    List.of(StoreRig.serverMade("grouped-" + i, new Trigger.At(StoreRig.FAR))))));
        }
        Blocked.await(rig);
        StoreRig.await(rig.asking(new StoreMessage.Find("nobody")));
        StoreRig.rows(blocker, "COMMIT");
        StoreRig.await(Future.all(created));
        assertEquals(200, rig.number("SELECT count(*) FROM task"));
        assertEquals(2, rig.number("SELECT count(DISTINCT inserted::text) FROM task"));
    }

    @Test
    void while_an_id_that_is_taken_is_compared_others_are_written_and_answered() {
        NewTask task = StoreRig.chosen("repeated", new Trigger.At(StoreRig.FAR));
        rig.create(task);
        SqlConnection readsHeldUp = rig.connect();
        StoreRig.rows(readsHeldUp, "BEGIN");
        StoreRig.rows(readsHeldUp, "LOCK TABLE run IN ACCESS EXCLUSIVE MODE");
        SqlConnection writesHeldUp = rig.connect();
        StoreRig.rows(writesHeldUp, "BEGIN");
        StoreRig.rows(writesHeldUp, "LOCK TABLE task IN EXCLUSIVE MODE");
        Future<StoreMessage.Created> before = creating(StoreRig.chosen("before", new Trigger.At(StoreRig.FAR)));
        Future<StoreMessage.Created> repeated = creating(task);
        Future<StoreMessage.Created> beside = creating(StoreRig.chosen("beside", new Trigger.At(StoreRig.FAR)));
        Blocked.await(rig);
        StoreRig.rows(writesHeldUp, "COMMIT");
        StoreRig.await(before);
        StoreRig.await(beside);
        StoreRig.await(creating(StoreRig.chosen("behind", new Trigger.At(StoreRig.FAR))));
        assertFalse(repeated.isComplete());
        StoreRig.rows(readsHeldUp, "COMMIT");
        assertEquals(
                Creation.Status.SAME, StoreRig.await(repeated).results().get(0).status());
    }

    private Future<StoreMessage.Created> creating(NewTask task) {
        return rig.asking(new StoreMessage.Create(List.of(task)));
    }

    @Test
    void what_is_due_soon_is_sent_to_its_owner_after_the_commit_and_what_is_due_later_is_not() {
        Promise<List<Pending>> armed = Promise.promise();
        rig.bus.listen(TimerMessage.of("at.one"), message -> {
            if (message instanceof TimerMessage.Arm arm) {
                armed.tryComplete(arm.pending());
            }
        });
        rig.takeAll("one");
        rig.create(
                StoreRig.chosen("later", new Trigger.At(StoreRig.FAR)),
                StoreRig.chosen("soon", new Trigger.Delay(10_000)));
        List<Pending> arrived = StoreRig.await(armed.future());
        assertEquals(List.of(rig.pending("soon")), arrived);
        assertTrue(arrived.get(0).transaction() > 0);
    }
}
