package carillon.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The partitions of a day: {@code task_20779} for the tasks accepted on that day since 1970, {@code run_20779} and
 * {@code attempt_20779} for the history of the occurrences of that day.
 *
 * <p>A partition is made as a table and then attached, which lets reading and writing go on; CREATE … PARTITION OF
 * would stop them.
 */
final class Days {

    private static final String THERE = """
            SELECT c.relname::text AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = $1::text::regclass
            """;

    /** Tasks of a day that goes: nobody sees them any more. */
    private static final String DETACHED = """
            SELECT substring(c.relname FROM '[0-9]+')::int4 AS day FROM pg_class c
            WHERE c.relname ~ '^task_[0-9]+_gone$' AND c.relkind = 'r'
                AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = 'task'::regclass)
            """;

    private static final String MAKE_TASKS = """
            CREATE TABLE task_{day} (LIKE task INCLUDING ALL);
            ALTER TABLE task ATTACH PARTITION task_{day} FOR VALUES IN ({day});
            """;

    /** What was written ahead of its partition waits in the default one, and moves. */
    private static final String MAKE_HISTORY = """
            CREATE TABLE {table}_{day} (LIKE {table} INCLUDING ALL);
            LOCK TABLE {table}_default IN ACCESS EXCLUSIVE MODE;
            WITH moved AS (
                DELETE FROM {table}_default
                WHERE scheduled_for >= to_timestamp({day} * 86400.0)
                    AND scheduled_for < to_timestamp(({day} + 1) * 86400.0)
                RETURNING *)
            INSERT INTO {table}_{day} SELECT * FROM moved;
            ALTER TABLE {table} ATTACH PARTITION {table}_{day}
                FOR VALUES FROM (to_timestamp({day} * 86400.0)) TO (to_timestamp(({day} + 1) * 86400.0));
            """;

    private Days() {}

    /** The days of which a table has a partition, oldest first. */
    static Future<Set<Integer>> of(SqlConnection connection, String table) {
        return Database.query(connection, THERE, table).map(rows -> {
            Set<Integer> days = new TreeSet<>();
            rows.forEach(row -> {
                String suffix = row.getString("name").substring(table.length() + 1);
                if (!suffix.equals("default") && !suffix.equals("0")) {
                    days.add(Integer.valueOf(suffix));
                }
            });
            return days;
        });
    }

    /** The days whose tasks were detached and are still there, oldest first. */
    static Future<Set<Integer>> detached(SqlConnection connection) {
        return Database.query(connection, DETACHED).map(rows -> {
            Set<Integer> days = new TreeSet<>();
            rows.forEach(row -> days.add(row.getInteger("day")));
            return days;
        });
    }

    static Future<Void> makeTasks(SqlConnection connection, int day) {
        return connection
                .query(MAKE_TASKS.replace("{day}", Integer.toString(day)))
                .execute()
                .mapEmpty();
    }

    static Future<Void> makeHistory(SqlConnection connection, String table, int day) {
        return connection
                .query(MAKE_HISTORY.replace("{table}", table).replace("{day}", Integer.toString(day)))
                .execute()
                .mapEmpty();
    }
}
