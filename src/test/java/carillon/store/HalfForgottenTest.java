package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.message.Creation;
import carillon.message.NewTask;
import carillon.task.Outcome;
import carillon.task.Trigger;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whoever forgets a day may die of it, or meet another who does the same. */
final class HalfForgottenTest {

    @AutoClose
    private final House house = new House();

    private final StoreRig rig = house.rig;

    @Test
    void a_day_that_was_half_taken_away_is_done_with_in_the_next_round() {
        NewTask left = over("left");
        assertTrue(StoreRig.await(new TaskDay(house.connection, house.old).detach()));
        assertNull(rig.find("left"));
        assertEquals(1, rig.number("SELECT count(*) FROM task_key"));
        assertEquals(List.of(), StoreRig.await(Inspection.of(rig.vertx, rig.url, House.RETENTION_DAYS, 10_000)));
        house.round();
        assertNothingIsLeft();
        assertEquals(Creation.Status.CREATED, rig.create(left).get(0).status());
    }

    @Test
    void a_connection_that_is_lost_meanwhile_leaves_the_rest_to_the_next_round() {
        over("over");
        SqlConnection other = rig.connect();
        StoreRig.rows(other, "BEGIN");
        StoreRig.rows(other, "SELECT FROM task_key FOR UPDATE");
        Future<Void> round = house.rounding();
        Blocked.await(rig);
        rig.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                + " AND datname = current_database() AND backend_type = 'client backend'");
        assertThrows(BusFailure.class, () -> StoreRig.await(round));
        StoreRig.rows(other, "COMMIT");
        house.round();
        assertNothingIsLeft();
    }

    @Test
    void of_many_at_once_none_fails() {
        over("over");
        house.once("pending", house.old);
        List<Future<Void>> rounds = List.of(house.rounding(), house.rounding(), house.rounding());
        rounds.forEach(StoreRig::await);
        assertNothingIsLeft();
        assertEquals(List.of("pending"), house.pending());
    }

    @Test
    void an_id_that_was_given_away_again_stays_taken() {
        over("again");
        NewTask again = StoreRig.chosen("again", new Trigger.At(StoreRig.FAR));
        assertTrue(StoreRig.await(new TaskDay(house.connection, house.old).detach()));
        assertEquals(Creation.Status.CREATED, rig.create(again).get(0).status());
        house.round();
        assertEquals(1, rig.number("SELECT count(*) FROM task_key"));
        assertNotNull(rig.find("again"));
        assertEquals(Creation.Status.SAME, rig.create(again).get(0).status());
    }

    private NewTask over(String id) {
        NewTask task = house.once(id, house.old);
        house.end(id, Outcome.SUCCEEDED, house.old);
        return task;
    }

    private void assertNothingIsLeft() {
        for (String table : List.of("task", "run", "attempt")) {
            assertFalse(house.days(table).contains(house.old), table);
        }
        assertEquals(0, rig.number("SELECT count(*) FROM pg_class WHERE relname LIKE 'task_%_gone'"));
        assertEquals(0, rig.number("SELECT count(*) FROM task_key WHERE id <> 'pending'"));
    }
}
