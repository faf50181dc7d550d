package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.task.Outcome;
import carillon.task.Trigger;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Days are taken away while others have transactions open, and nobody else waits for it. */
final class LongTransactionTest {

    private static final String WAITING = """
            SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE NOT granted AND datname = current_database()
            """;

    @AutoClose
    private final House house = new House();

    private final StoreRig rig = house.rig;

    @Test
    void neither_writers_nor_readers_wait_for_the_end_of_a_transaction_that_keeps_a_day() {
        house.once("over", house.old);
        house.end("over", Outcome.SUCCEEDED, house.old);
        SqlConnection reader = rig.connect();
        StoreRig.rows(reader, "BEGIN");
        for (String table : List.of("task", "run", "attempt")) {
            StoreRig.rows(reader, "SELECT count(*) FROM " + table);
        }
        Future<Void> round = house.rounding();
        int written = 0;
        while (!round.isComplete()) {
            String id = "new-" + written++;
            rig.create(StoreRig.chosen(id, new Trigger.At(StoreRig.FAR)));
            assertNotNull(rig.find(id));
            assertEquals(0, rig.number(WAITING), "somebody waits");
        }
        StoreRig.await(round);
        assertTrue(house.days("task").contains(house.old), "the day is still there");
        assertNotNull(rig.find("over"));
        StoreRig.rows(reader, "COMMIT");
        house.round();
        for (String table : List.of("task", "run", "attempt")) {
            assertFalse(house.days(table).contains(house.old), table);
        }
        assertNull(rig.find("over"));
    }

    @Test
    void a_lock_on_one_row_of_the_day_holds_up_nobody_else() {
        house.once("over", house.old);
        house.end("over", Outcome.SUCCEEDED, house.old);
        SqlConnection other = rig.connect();
        StoreRig.rows(other, "BEGIN");
        StoreRig.rows(other, "SELECT FROM task_key FOR UPDATE");
        Future<Void> round = house.rounding();
        Blocked.awaitUnless(rig, round);
        rig.create(StoreRig.chosen("new", new Trigger.At(StoreRig.FAR)));
        assertNotNull(rig.find("new"));
        StoreRig.rows(other, "COMMIT");
        StoreRig.await(round);
        assertNull(rig.find("over"));
    }

    @Test
    void a_lock_that_does_not_come_is_given_up_with_nothing_done() {
        house.once("pending", house.old);
        SqlConnection reader = rig.connect();
        StoreRig.rows(reader, "BEGIN");
        StoreRig.rows(reader, "SELECT count(*) FROM task");
        assertFalse(StoreRig.await(Lull.use(house.connection, List.of("run"), ours -> ours.query(
                        "UPDATE task SET lot = 0; LOCK TABLE task IN ACCESS EXCLUSIVE MODE")
                .execute()
                .mapEmpty())));
        StoreRig.rows(reader, "COMMIT");
        assertEquals(house.old, rig.number("SELECT lot FROM task"));
    }

    @Test
    void whoever_works_on_a_partition_keeps_it() {
        SqlConnection other = rig.connect();
        StoreRig.rows(other, "BEGIN");
        StoreRig.rows(other, "LOCK TABLE ONLY task_" + house.old + " IN SHARE UPDATE EXCLUSIVE MODE");
        TaskDay day = new TaskDay(house.connection, house.old);
        assertFalse(StoreRig.await(day.detach()));
        StoreRig.rows(other, "COMMIT");
        assertTrue(StoreRig.await(day.detach()));
    }

    @Test
    void a_node_starts_although_a_transaction_keeps_a_day() {
        SqlConnection reader = rig.connect();
        StoreRig.rows(reader, "BEGIN");
        StoreRig.rows(reader, "SELECT count(*) FROM task");
        StoreRig.open(rig.url).close();
        StoreRig.rows(reader, "COMMIT");
    }
}
