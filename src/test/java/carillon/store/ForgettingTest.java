package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Changed;
import carillon.message.TaskChange;
import carillon.task.Outcome;
import carillon.task.Trigger;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What must not be lost with a day. */
final class ForgettingTest {

    @AutoClose
    private final House house = new House();

    private final StoreRig rig = house.rig;
    private final int old = house.old;

    @Test
    void a_task_of_the_lot_stays_while_one_of_its_dead_occurrences_is_revived() {
        house.once("twice", old);
        house.end("twice", Outcome.SUCCEEDED, old);
        house.beside("twice");
        house.round();
        assertFalse(house.days("task").contains(old));
        assertEquals(List.of("twice"), house.pending());
        assertEquals(Outcome.SUCCEEDED, house.outcome("twice"));
    }

    @Test
    void what_was_never_attempted_is_as_old_as_its_instant() {
        house.once("skipped", 0);
        house.end("skipped", Outcome.SKIPPED, old);
        rig.sql("UPDATE run SET started_at = NULL, finished_at = NULL");
        assertEquals(1, rig.number("SELECT count(*) FROM run WHERE due IS NULL"));
        house.round();
        assertFalse(house.days("run").contains(old));
        assertNull(rig.find("skipped"));
    }

    @Test
    void a_schedule_that_is_over_stays_while_one_of_its_dead_occurrences_is_revived() {
        rig.create(StoreRig.chosen("schedule", new Trigger.Every(1_000, old * House.DAY_MILLIS)));
        house.end("schedule", Outcome.SUCCEEDED, old);
        assertEquals(1, rig.number("SELECT count(*) FROM task WHERE state = 'f'"));
        house.beside("schedule");
        house.round();
        assertFalse(house.days("run").contains(old));
        assertEquals(List.of("schedule"), house.pending());
        rig.sql("UPDATE run SET due = now() - interval '9 days'");
        house.round();
        assertEquals(List.of("schedule"), house.pending(), "nor does it go with history outside of days");
        rig.sql("DELETE FROM occurrence");
        house.round();
        assertNull(rig.find("schedule"));
        assertEquals(0, rig.number("SELECT count(*) FROM run"));
        assertEquals(0, rig.number("SELECT count(*) FROM task_key"));
    }

    @Test
    void an_outcome_that_comes_while_the_day_goes_is_kept() {
        house.once("over", 0);
        house.once("late", 0);
        house.end("over", Outcome.SUCCEEDED, old);
        rig.sql("DROP TABLE task_" + old);
        SqlConnection other = rig.connect();
        StoreRig.rows(other, "BEGIN");
        StoreRig.rows(other, "SELECT FROM task WHERE id = 'over' FOR UPDATE");
        Future<Void> round = house.rounding();
        Blocked.awaitUnless(rig, round);
        house.end("late", Outcome.SUCCEEDED, house.today);
        StoreRig.rows(other, "COMMIT");
        StoreRig.await(round);
        assertEquals(List.of(), house.pending());
        assertEquals(Outcome.SUCCEEDED, house.outcome("late"));
    }

    @Test
    void a_task_that_is_revived_while_the_day_goes_is_kept() {
        house.once("dead", 0);
        house.end("dead", Outcome.DEAD, old);
        rig.sql("DROP TABLE task_" + old);
        SqlConnection other = rig.connect();
        StoreRig.rows(other, "BEGIN");
        StoreRig.rows(other, "UPDATE task SET attempts = 1, spent = 1, inserted = pg_current_xact_id()");
        StoreRig.rows(other, "DELETE FROM run");
        Future<Void> round = house.rounding();
        Blocked.awaitUnless(rig, round);
        StoreRig.rows(other, "COMMIT");
        StoreRig.await(round);
        assertEquals(List.of("dead"), house.pending());
        house.round();
        assertEquals(List.of("dead"), house.pending());
    }

    @Test
    void what_ended_within_the_retention_is_kept_for_as_long_although_its_day_goes() {
        house.once("late", 0);
        house.end("late", Outcome.DEAD, house.today - 1);
        rig.sql("INSERT INTO attempt SELECT task_id, scheduled_for, 1, 1, now(), now(), 'broken' FROM run");
        house.round();
        assertFalse(house.days("run").contains(old));
        assertEquals(Outcome.DEAD, house.outcome("late"));
        assertEquals(1, rig.history("late").get(0).failedAttempts().size());
        rig.sql("UPDATE run SET finished_at = now() - interval '9 days'");
        house.round();
        assertNull(rig.find("late"));
    }

    @Test
    void history_stays_as_long_as_the_tasks_that_are_over_by_it() {
        house.once("over", old);
        house.end("over", Outcome.SUCCEEDED, old);
        SqlConnection reader = rig.connect();
        StoreRig.rows(reader, "BEGIN");
        StoreRig.rows(reader, "SELECT FROM task_" + old);
        house.round();
        assertEquals(Outcome.SUCCEEDED, house.outcome("over"));
        assertEquals(List.of(), house.pending());
        StoreRig.rows(reader, "COMMIT");
        house.round();
        assertNull(rig.find("over"));
        assertFalse(house.days("run").contains(old));
    }

    @Test
    void a_task_that_is_revived_behind_the_look_is_kept() {
        house.once("dead", old);
        house.once("over", old);
        house.end("dead", Outcome.DEAD, old);
        house.end("over", Outcome.SUCCEEDED, old);
        TaskDay day = new TaskDay(house.connection, old);
        TaskDay.Look look = StoreRig.await(day.look());
        assertEquals(List.of(), look.live());
        Changed revived = StoreRig.await(house.changing(new TaskChange.Fire("dead", old * House.DAY_MILLIS + 5)));
        assertEquals(Changed.Status.CHANGED, revived.status());
        house.beside("over");
        assertTrue(StoreRig.await(day.detach(look)));
        assertEquals(List.of("dead", "over"), house.pending());
    }

    @Test
    void a_task_that_ends_behind_the_look_is_kept_with_its_outcome() {
        house.once("late", old);
        TaskDay day = new TaskDay(house.connection, old);
        TaskDay.Look look = StoreRig.await(day.look());
        assertEquals(List.of("late"), look.live());
        house.end("late", Outcome.SUCCEEDED, house.today);
        assertTrue(StoreRig.await(day.detach(look)));
        house.round();
        assertEquals(List.of(), house.pending());
        assertEquals(Outcome.SUCCEEDED, house.outcome("late"));
    }

    @Test
    void more_tasks_than_are_moved_at_once_are_kept() {
        house.once("pending", old);
        rig.sql("""
                INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition)
                SELECT id || n, lot, shard, state, recurs, nominal, due, created_at, definition
                FROM task, generate_series(1, $1) AS n
                """, TaskDay.MOVED_MAX);
        house.round();
        assertFalse(house.days("task").contains(old));
        assertEquals(TaskDay.MOVED_MAX + 1, rig.number("SELECT count(*) FROM task WHERE lot = 0"));
    }

    @Test
    void an_outcome_that_comes_behind_those_that_are_forgotten_is_kept() {
        house.once("over", 0);
        house.once("late", 0);
        house.end("over", Outcome.SUCCEEDED, old);
        HistoryDay day = new HistoryDay(house.connection, old);
        StoreRig.await(day.forgetTasks(house.today * House.DAY_MILLIS));
        house.end("late", Outcome.SUCCEEDED, house.today);
        assertTrue(StoreRig.await(day.drop("run")));
        assertNull(rig.find("over"));
        assertEquals(List.of(), house.pending());
        assertEquals(Outcome.SUCCEEDED, house.outcome("late"));
    }

    @Test
    void a_day_of_which_very_much_is_to_be_kept_waits_until_that_is_less() {
        house.once("late", 0);
        house.end("late", Outcome.SUCCEEDED, house.today);
        rig.sql("""
                INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition)
                SELECT id || n, lot, shard, state, recurs, nominal, due, created_at, definition
                FROM task, generate_series(1, $1) AS n
                """, HistoryDay.KEPT_MAX);
        rig.sql("""
                INSERT INTO run (task_id, scheduled_for, term, version, attempt, due, finished_at, outcome)
                SELECT task_id || n, scheduled_for, term, version, attempt, due, finished_at, outcome
                FROM run, generate_series(1, $1) AS n
                """, HistoryDay.KEPT_MAX);
        house.round();
        assertTrue(house.days("run").contains(old));
        assertTrue(house.days("attempt").contains(old));
        rig.sql("UPDATE run SET due = scheduled_for, finished_at = scheduled_for WHERE task_id = 'late1'");
        house.round();
        assertFalse(house.days("run").contains(old));
        assertFalse(house.days("attempt").contains(old));
        assertNull(rig.find("late1"));
        assertEquals(HistoryDay.KEPT_MAX, rig.number("SELECT count(*) FROM run_default"));
        assertEquals(List.of(), house.pending());
    }
}
