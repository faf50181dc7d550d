package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.task.Trigger;
import io.vertx.sqlclient.SqlConnection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The ways that PostgreSQL takes, where another one would cost many times as much. */
final class StatementPlansTest {

    @AutoClose
    private final StoreRig rig = StoreRig.open();

    @Test
    void what_is_fresh_is_read_once_for_all_shards_by_a_plan_for_any_parameters() {
        SqlConnection connection = rig.connect();
        StoreRig.rows(connection, "SET plan_cache_mode = force_generic_plan");
        StoreRig.rows(
                connection,
                "PREPARE near (timestamptz, text, int8, timestamptz, timestamptz) AS " + DueScan.nearAndAhead(8));
        String plan = plan(connection, "near (now(), '', 100, now(), 'infinity')");
        assertEquals(1, occurrences("CTE Scan on fresh", plan), plan);
        assertEquals(2, occurrences("(using|on) task_0_inserted_idx", plan), plan);
    }

    @Test
    void the_safety_read_does_not_ask_the_index_of_due_instants_which_holds_all_that_was_settled() {
        rig.create(StoreRig.chosen("first", new Trigger.At(StoreRig.FAR)));
        rig.sql("""
                INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition, payload)
                SELECT f.id || n, f.lot, n % 4, 's', false, d.due, d.due, f.created_at, f.definition, f.payload
                FROM task f, generate_series(1, 20000) AS n,
                    LATERAL (SELECT now() + (n - 2000) * interval '1 s' AS due) AS d
                """);
        rig.sql("ANALYZE task");
        SqlConnection connection = rig.connect();
        StoreRig.rows(
                connection,
                "PREPARE safety (int4[], text[], timestamptz, int8, text, text, timestamptz, text[], int8) AS "
                        + Sightings.READ);
        String plan = plan(
                connection,
                "safety ('{0,1,2,3}', '{900}', now(), 501, '0', '', 'epoch', '{9223372036854775807}', "
                        + DueQuery.LOOKED_MAX + ")");
        assertTrue(plan.contains("_inserted_idx"), plan);
        assertFalse(plan.contains("_shard_due_id_idx"), plan);
    }

    @Test
    void tasks_that_go_with_a_day_of_history_are_found_by_their_instants() {
        int today = Lots.day(rig.now());
        rig.create(StoreRig.chosen("first", new Trigger.At(StoreRig.FAR)));
        rig.sql("""
                INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition)
                SELECT id || n, lot, n % 4, 's', false, d.due, d.due, created_at, definition
                FROM task, generate_series(1, 20000) AS n,
                    LATERAL (SELECT created_at + n * interval '1 minute' AS due) AS d
                """);
        rig.sql("ANALYZE task");
        SqlConnection connection = rig.connect();
        StoreRig.rows(connection, "PREPARE going (timestamptz, int8) AS " + HistoryDay.lockTasks(today));
        String plan = plan(connection, "going (now(), 1000)");
        assertTrue(plan.contains("task_0_nominal_idx"), plan);
        assertFalse(plan.contains("Seq Scan on task_0"), plan);
        assertFalse(plan.contains("Seq Scan on run"), plan);
    }

    private static String plan(SqlConnection connection, String prepared) {
        return StoreRig.rows(connection, "EXPLAIN EXECUTE " + prepared).stream()
                .map(row -> row.getString(0))
                .collect(Collectors.joining("\n"));
    }

    private static long occurrences(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
