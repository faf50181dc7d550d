package shape;

import io.vertx.sqlclient.Tuple;

/**
 * Fills the week before today with finished tasks, so that a read meets the partitions it would meet: 100 tasks a day
 * in one transaction, because the planner's guess hangs on how many transactions a partition has seen.
 */
final class History {
    private static final String ROWS = """
            FROM generate_series($1::int4, $1::int4 + 99) n, generate_series($2::int4 - 7, $2::int4 - 1) lot,
                LATERAL (SELECT (date '1970-01-01' + lot)::timestamp AT TIME ZONE 'UTC'
                        + n * interval '1 second' AS due,
                    lpad(to_hex(lot::int8 * 86400000), 12, '0') || '-' || md5(lot || '-' || n) AS id,
                    (n % 64)::int2 AS shard) x
            """;

    private static final String TASK = """
            INSERT INTO task (lot, shard, id, version, due, nominal, attempt, state, definition, payload, created)
            SELECT lot, shard, id, 1, due, due, 0, 's', repeat('x', 150), decode(repeat('78', 50), 'hex'), due
            """;

    private static final String RUN = """
            INSERT INTO run (task_id, scheduled_for, shard, term, version, attempt, outcome, due, started_at,
                finished_at)
            SELECT id, due, shard, 1, 1, 1, 's', due, due, due
            """;

    private History() {}

    static void fill(Session session, Schema schema, int tasksPerDay) {
        for (int from = 0; from < tasksPerDay; from += 100) {
            var tuple = Tuple.of(from, schema.lot());
            if (schema.variant().lots) {
                session.query(TASK + ROWS, tuple);
            }
            session.query(RUN + ROWS, tuple);
        }
        session.script("VACUUM (ANALYZE)");
    }
}
