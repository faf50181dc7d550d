package shape;

import java.time.LocalDate;

/** Makes the empty tables of a variant, with partitions for a week of history, today and tomorrow. */
record Schema(Variant variant, LocalDate today) {
    static final int SHARDS = 64;
    static final int DAYS_KEPT = 7;

    private static final String TASK = """
            CREATE TABLE task (lot int4 NOT NULL, shard int2 NOT NULL, id text COLLATE "C" NOT NULL,
                version int4 NOT NULL, due timestamptz NOT NULL, nominal timestamptz NOT NULL,
                attempt int2 NOT NULL, state "char" NOT NULL, definition text NOT NULL, payload bytea,
                inserted %s, created timestamptz NOT NULL,
            """;

    private static final String RUN = """
            CREATE TABLE run (task_id text COLLATE "C" NOT NULL, scheduled_for timestamptz NOT NULL,
                shard int2 NOT NULL, term int8 NOT NULL, version int4 NOT NULL, attempt int2 NOT NULL,
                outcome "char" NOT NULL, due timestamptz, started_at timestamptz, finished_at timestamptz,
                error text, %s PRIMARY KEY (task_id, scheduled_for)) PARTITION BY RANGE (scheduled_for);
            """;

    int lot() {
        return (int) today.toEpochDay();
    }

    void create(Session session) {
        session.script("""
                SET client_min_messages = warning;
                DROP TABLE IF EXISTS task, run, shard, ack;
                CREATE TABLE shard (shard int2 PRIMARY KEY, term int8 NOT NULL) WITH (fillfactor = 50);
                CREATE TABLE ack (shard int2 PRIMARY KEY, due timestamptz NOT NULL) WITH (fillfactor = 50);
                INSERT INTO shard SELECT n, 1 FROM generate_series(0, 63) n;
                INSERT INTO ack SELECT n, '2000-01-01Z' FROM generate_series(0, 63) n;
                """);
        var type = variant.safetyType();
        var inserted = type + " NOT NULL DEFAULT pg_current_xact_id()" + (type.equals("xid8") ? "" : "::text::int8");
        session.script(TASK.formatted(inserted)
                + (variant.lots ? "PRIMARY KEY (id, lot)) PARTITION BY LIST (lot);" : "PRIMARY KEY (id));")
                + "CREATE INDEX task_due ON task (shard, due);");
        if (!variant.safetyIndex.isEmpty()) {
            session.script(safetyIndex());
        }
        session.script(RUN.formatted(variant.copies ? "definition text, payload bytea," : ""));
        if (variant.lots) {
            session.script("CREATE TABLE task_0 PARTITION OF task FOR VALUES IN (0)");
        }
        for (int day = -DAYS_KEPT; day <= 1; day++) {
            partitions(session, today.plusDays(day));
        }
        session.script("CHECKPOINT");
    }

    private String safetyIndex() {
        var brin = variant.safetyIndex.equals("brin");
        return brin
                ? "CREATE INDEX task_inserted ON task USING brin (inserted)"
                        + " WITH (autosummarize = on, pages_per_range = 32)"
                : "CREATE INDEX task_inserted ON task (inserted)";
    }

    private void partitions(Session session, LocalDate day) {
        var lot = day.toEpochDay();
        session.script("CREATE TABLE run_%d PARTITION OF run FOR VALUES FROM ('%sZ') TO ('%sZ')"
                .formatted(lot, day, day.plusDays(1)));
        if (variant.lots) {
            session.script("CREATE TABLE task_%d PARTITION OF task FOR VALUES IN (%d)".formatted(lot, lot));
        }
    }

    /** Bytes of heap (with TOAST) and of indexes of a table and its partitions. */
    static long[] sizes(Session session, String table) {
        var row = session.row("SELECT sum(pg_table_size(oid))::int8, sum(pg_indexes_size(oid))::int8 FROM pg_class"
                + " WHERE relkind = 'r' AND relname ~ '^" + table + "(_[0-9]+)?$'");
        return new long[] {row.getLong(0), row.getLong(1)};
    }
}
