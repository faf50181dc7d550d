package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.sqlclient.SqlConnection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The ways that PostgreSQL takes, where another one would cost a hundred times as much. */
final class StatementPlansTest {

    @AutoClose
    private final StoreRig rig = StoreRig.open();

    @Test
    void what_is_fresh_is_read_once_for_all_shards_by_a_plan_for_any_parameters() {
        SqlConnection connection = rig.connect();
        StoreRig.rows(connection, "SET plan_cache_mode = force_generic_plan");
        StoreRig.rows(connection, "PREPARE near (timestamptz, text, timestamptz, int8) AS " + DueScan.ALL_NEAR);
        String plan = plan(connection, "near (now(), '', now(), 100)");
        assertEquals(1, occurrences("CTE Scan on fresh", plan), plan);
        assertEquals(2, occurrences("(using|on) task_0_inserted_idx", plan), plan);
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
