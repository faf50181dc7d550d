package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.cron.Dialect;
import carillon.message.Creation;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.task.Trigger;
import carillon.time.Clock;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HousekeepingTest {

    private static final long DAY_MILLIS = 86_400_000;
    private static final int RETENTION_DAYS = 7;

    private StoreRig rig;
    private Database database;
    private int today;

    @BeforeEach
    void open() {
        rig = StoreRig.open();
        database = new Database(rig.vertx, StoreConfig.of(new JsonObject().put("database.url", rig.url)));
        today = Lots.day(rig.now());
    }

    @AfterEach
    void close() {
        StoreRig.await(database.close());
        rig.close();
    }

    @Test
    void partitions_are_made_ahead() {
        for (String table : List.of("task", "run", "attempt")) {
            assertEquals(Set.of(today, today + 1, today + 2), days(table));
        }
    }

    @Test
    void history_that_was_written_ahead_moves_into_the_partition_of_its_day() {
        long later = (today + 2) * DAY_MILLIS + 1;
        rig.sql("DROP TABLE run_" + (today + 2));
        cancelled("ahead", new Trigger.At(later));
        assertEquals("run_default", partition("ahead"));
        round();
        assertEquals("run_" + (today + 2), partition("ahead"));
    }

    @Test
    void a_day_gone_by_is_dropped_whole_and_what_is_still_pending_moves_to_the_lot_that_stays() {
        int old = today - RETENTION_DAYS - 1;
        makeDay(old);
        NewTask pending = StoreRig.chosen("straggler", new Trigger.At(StoreRig.FAR));
        NewTask over = StoreRig.chosen("over", new Trigger.At(old * DAY_MILLIS + 5));
        rig.create(pending, over);
        settle("over");
        rig.sql("UPDATE task SET lot = $1", old);
        round();
        assertEquals(0, rig.number("SELECT lot FROM task WHERE id = 'straggler'"));
        assertNull(rig.find("over"));
        assertEquals(Set.of(today, today + 1, today + 2), days("task"));
        assertEquals(Set.of(today, today + 1, today + 2), days("run"));
        assertEquals(
                List.of("straggler"), rig.pending().stream().map(Pending::id).toList());
        assertEquals(Creation.Status.SAME, rig.create(pending).get(0).status());
        assertEquals(Creation.Status.CREATED, rig.create(over).get(0).status());
    }

    @Test
    void a_task_of_a_younger_lot_goes_with_the_history_that_says_it_is_over() {
        int old = today - RETENTION_DAYS - 1;
        makeDay(old);
        rig.create(StoreRig.chosen("late", new Trigger.At(old * DAY_MILLIS + 5)));
        settle("late");
        assertEquals("run_" + old, partition("late"));
        rig.sql("UPDATE run SET due = scheduled_for, finished_at = scheduled_for");
        round();
        assertNull(rig.find("late"));
        assertEquals(List.of(), rig.pending());
        assertEquals(0, rig.number("SELECT count(*) FROM task_key"));
    }

    @Test
    void a_recurring_task_outlives_its_history() {
        int old = today - RETENTION_DAYS - 1;
        makeDay(old);
        rig.create(StoreRig.chosen("recurring", new Trigger.Every(1_000, old * DAY_MILLIS)));
        Pending pending = rig.pending("recurring");
        long term = StoreRig.holding(rig.takeAll("one"), pending.shard()).term();
        rig.settle(StoreRig.success(pending, term, rig.now() + 60_000));
        round();
        assertNotNull(rig.find("recurring"));
        assertEquals(1, rig.pending().size());
    }

    @Test
    void a_recurring_task_that_never_fires_goes_with_the_day_on_which_that_was_said() {
        NewTask never = StoreRig.chosen("never", new Trigger.Cron("0 0 0 1 1 ? 2020", Dialect.QUARTZ, "UTC"));
        rig.create(never, StoreRig.chosen("no-more", new Trigger.Every(60_000, null)));
        rig.takeAll("one");
        NewTask noMore = new NewTask("no-more", true, never.definition());
        rig.ask(new StoreMessage.Change(StoreRig.shard("no-more"), 1, new TaskChange.Put(noMore, null)));
        assertEquals(2, rig.number("SELECT count(*) FROM task WHERE lot = $1 AND state = 'f'", today));
        int old = today - RETENTION_DAYS - 1;
        makeDay(old);
        rig.sql("UPDATE task SET lot = $1", old);
        round();
        assertNull(rig.find("never"));
        assertNull(rig.find("no-more"));
    }

    @Test
    void history_of_instants_long_past_is_kept_as_long_as_any_other() {
        rig.create(StoreRig.chosen("ancient", new Trigger.At(1_000)));
        settle("ancient");
        assertEquals("run_default", partition("ancient"));
        round();
        assertNotNull(rig.find("ancient"));
        rig.sql("UPDATE run SET due = now() - interval '9 days', finished_at = now() - interval '9 days'");
        round();
        assertNull(rig.find("ancient"));
        assertEquals(List.of(), rig.pending());
    }

    @Test
    void holders_that_are_dead_for_an_hour_are_forgotten() {
        rig.renew("old", StoreRig.TTL_MILLIS);
        rig.renew("young", StoreRig.TTL_MILLIS);
        rig.sql("UPDATE holder SET lease_until = clock_timestamp() - interval '61 minutes' WHERE id = 'old'");
        rig.sql("UPDATE holder SET lease_until = clock_timestamp() - interval '59 minutes' WHERE id = 'young'");
        round();
        assertEquals("young", rig.sql("SELECT id FROM holder").get(0).getString(0));
    }

    @Test
    void whoever_finds_another_at_work_leaves_it_to_that_one() {
        SqlConnection other = rig.connect();
        StoreRig.rows(other, "BEGIN");
        StoreRig.rows(other, "SELECT pg_advisory_xact_lock(x'636172696c6c6f73'::int8)");
        rig.sql("DROP TABLE run_" + (today + 2));
        round();
        assertEquals(Set.of(today, today + 1), days("run"));
        StoreRig.rows(other, "COMMIT");
    }

    private void round() {
        DatabaseTime time = new DatabaseTime(database, Clock.system());
        StoreRig.await(time.sample());
        StoreRig.await(
                new Housekeeping(database, new Leases(database, database), time, new Lots(), RETENTION_DAYS).round());
    }

    private void makeDay(int day) {
        StoreRig.await(database.transaction(connection -> Days.makeTasks(connection, day)
                .compose(done -> Days.makeHistory(connection, "run", day))
                .compose(done -> Days.makeHistory(connection, "attempt", day))));
    }

    private Set<Integer> days(String table) {
        return StoreRig.await(database.with(connection -> Days.of(connection, table)));
    }

    private void settle(String id) {
        Pending pending = rig.pending(id);
        long term = StoreRig.holding(rig.takeAll("one"), pending.shard()).term();
        assertEquals(List.of(true), rig.settle(StoreRig.success(pending, term, null)));
    }

    private void cancelled(String id, Trigger trigger) {
        rig.create(StoreRig.chosen(id, trigger));
        int shard = StoreRig.shard(id);
        long term = StoreRig.holding(rig.takeAll("one"), shard).term();
        rig.ask(new StoreMessage.Change(shard, term, new TaskChange.Cancel(id)));
    }

    private String partition(String id) {
        List<Row> rows = rig.sql("SELECT tableoid::regclass::text FROM run WHERE task_id = $1", id);
        assertTrue(!rows.isEmpty());
        return rows.get(0).getString(0);
    }
}
