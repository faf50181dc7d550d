package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.task.Limits;
import carillon.task.Outcome;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is done at once is bounded, however much of a day is to be kept, or is left. */
final class BoundedForgettingTest {

    /** So many of the greatest payloads, and their definitions, are moved at once. */
    private static final int AT_ONCE = TaskDay.MOVED_BYTES_MAX / Limits.PAYLOAD_BYTES_MAX;

    @AutoClose
    private final House house = new House();

    private final StoreRig rig = house.rig;
    private final int old = house.old;

    @Test
    void live_tasks_with_big_payloads_are_moved_some_at_a_time() {
        many(3 * AT_ONCE, Limits.PAYLOAD_BYTES_MAX);
        TaskDay day = new TaskDay(house.connection, old);
        TaskDay.Look look = StoreRig.await(day.look());
        assertEquals(AT_ONCE, look.live().size());
        assertFalse(look.isWhole());
        assertTrue(StoreRig.await(day.detach(look)));
        assertMoved(3 * AT_ONCE, 3);
    }

    @Test
    void a_task_that_is_bigger_than_all_that_is_moved_at_once_is_moved_alone() {
        many(3, TaskDay.MOVED_BYTES_MAX);
        assertTrue(StoreRig.await(new TaskDay(house.connection, old).detach()));
        assertMoved(3, 3);
    }

    @Test
    void big_tasks_that_are_revived_behind_the_look_are_moved_some_at_a_time() {
        many(3 * AT_ONCE, Limits.PAYLOAD_BYTES_MAX);
        rig.sql("UPDATE task SET state = 'c'");
        TaskDay day = new TaskDay(house.connection, old);
        TaskDay.Look look = StoreRig.await(day.look());
        assertEquals(List.of(), look.live());
        rig.sql("UPDATE task SET state = 's', inserted = pg_current_xact_id()");
        assertTrue(StoreRig.await(day.detach(look)));
        assertMoved(3 * AT_ONCE, 3);
    }

    @Test
    void more_small_tasks_that_are_revived_than_are_moved_at_once_are_kept() {
        many(2 * TaskDay.MOVED_MAX + 1, 0);
        rig.sql("UPDATE task SET state = 'c'");
        TaskDay day = new TaskDay(house.connection, old);
        TaskDay.Look look = StoreRig.await(day.look());
        rig.sql("UPDATE task SET state = 's', inserted = pg_current_xact_id()");
        assertTrue(StoreRig.await(day.detach(look)));
        assertMoved(2 * TaskDay.MOVED_MAX + 1, 3);
    }

    @Test
    void a_day_with_very_many_attempts_that_are_to_be_kept_waits_until_they_are_fewer() {
        house.once("late", 0);
        house.end("late", Outcome.DEAD, house.today);
        rig.sql("""
                INSERT INTO attempt SELECT task_id, scheduled_for, n, 1, now(), now(), 'broken'
                FROM run, generate_series(1, $1) AS n
                """, HistoryDay.KEPT_MAX + 1);
        house.round();
        assertFalse(house.days("run").contains(old));
        assertTrue(house.days("attempt").contains(old));
        assertEquals(0, rig.number("SELECT count(*) FROM attempt_default"));
        rig.sql("DELETE FROM attempt WHERE attempt = 1");
        house.round();
        assertFalse(house.days("attempt").contains(old));
        assertEquals(HistoryDay.KEPT_MAX, rig.number("SELECT count(*) FROM attempt_default"));
    }

    @Test
    void history_of_no_day_goes_some_at_a_time() {
        rig.sql("""
                INSERT INTO run (task_id, scheduled_for, term, version, attempt, due, finished_at, outcome)
                SELECT 'gone', to_timestamp(n), 1, 1, 1, to_timestamp(n), to_timestamp(n), 's'
                FROM generate_series(1, $1) AS n
                """, StrayHistory.DELETED_AT_ONCE + 1);
        rig.sql("""
                INSERT INTO attempt SELECT 'gone', to_timestamp(n), 1, 1, to_timestamp(n), to_timestamp(n), 'broken'
                FROM generate_series(1, $1) AS n
                """, StrayHistory.DELETED_AT_ONCE + 1);
        rig.sql("CREATE TABLE deletion (of text, rows int8)");
        rig.sql("CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN INSERT INTO deletion SELECT TG_TABLE_NAME, count(*) FROM gone; RETURN NULL; END'");
        for (String table : List.of("run_default", "attempt_default")) {
            rig.sql("CREATE TRIGGER note AFTER DELETE ON " + table
                    + " REFERENCING OLD TABLE AS gone EXECUTE FUNCTION note()");
        }
        house.round();
        for (String table : List.of("run_default", "attempt_default")) {
            assertEquals(0, rig.number("SELECT count(*) FROM " + table), table);
            assertEquals(
                    StrayHistory.DELETED_AT_ONCE,
                    rig.number("SELECT max(rows) FROM deletion WHERE of = $1", table),
                    table);
        }
    }

    /** Tasks of the day that are pending, with payloads of a size. */
    private void many(int count, int bytes) {
        house.once("pending-0", old);
        rig.sql("""
                INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition)
                SELECT 'pending-' || n, lot, shard, state, recurs, nominal, due, created_at, definition
                FROM task, generate_series(1, $1) AS n
                """, count - 1);
        rig.sql("UPDATE task SET payload = convert_to(repeat('x', $1), 'UTF8')", bytes);
    }

    private void assertMoved(int count, int times) {
        assertFalse(house.days("task").contains(old));
        assertEquals(count, rig.number("SELECT count(*) FROM task WHERE lot = 0 AND state = 's'"));
        assertEquals(times, rig.number("SELECT count(DISTINCT xmin::text) FROM task"), "transactions");
    }
}
