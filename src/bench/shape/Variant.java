package shape;

/** The shapes of the store under comparison. */
enum Variant {
    /** Immutable tasks in lots, append-only runs, a B-tree over the inserting transaction. */
    A1("btree", true, false),
    /** The same with a BRIN index over the inserting transaction. */
    A2("brin", true, false),
    /** The same without an index over the inserting transaction: a lower bound. */
    A3("", true, false),
    /** Tasks deleted by the statement that writes the run, which keeps definition and payload. */
    B("btree", false, true),
    /** The same, but definition and payload are lost: a lower bound. */
    B2("btree", false, false);

    final String safetyIndex;
    final boolean lots;
    final boolean copies;

    Variant(String safetyIndex, boolean lots, boolean copies) {
        this.safetyIndex = safetyIndex;
        this.lots = lots;
        this.copies = copies;
    }

    private static final String HELD = """
            WITH held AS MATERIALIZED (
                SELECT shard, term FROM shard WHERE shard = ANY($1::int2[]) ORDER BY shard FOR SHARE),
            done AS (
                SELECT o.* FROM unnest($2::text[], $3::int2[], $4::int8[], $5::int4[], $6::int2[], $7::text[],
                        $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::text[])
                    AS o(id, shard, term, version, attempt, outcome, due, started, finished, error)
                JOIN held ON held.shard = o.shard AND held.term = o.term)
            """;

    private static final String RUN =
            "INSERT INTO run (task_id, scheduled_for, shard, term, version, attempt, outcome, due, started_at,"
                    + " finished_at, error";

    private static final String DONE =
            "o.due, o.shard, o.term, o.version, o.attempt, o.outcome::\"char\", o.due, o.started, o.finished, o.error";

    static final String INSERT = """
            INSERT INTO task (lot, shard, id, version, due, nominal, attempt, state, definition, payload, created)
            SELECT $1, o.shard, o.id, 1, o.due, o.due, 0, 's', o.definition, o.payload, now()
            FROM unnest($2::int2[], $3::text[], $4::timestamptz[], $5::text[], $6::bytea[])
                AS o(shard, id, due, definition, payload)
            """;

    /** Records a batch of outcomes under the fence. Joining the deleted rows once more would be quadratic. */
    String outcome() {
        if (lots) {
            return HELD + RUN + ") SELECT o.id, " + DONE + " FROM done o ON CONFLICT DO NOTHING";
        }
        var kept = copies ? ", definition, payload" : "";
        return HELD + ", gone AS (DELETE FROM task t USING done o WHERE t.id = o.id AND t.version = o.version"
                + " RETURNING o.*" + (copies ? ", t.definition, t.payload) " : ") ")
                + RUN + kept + ") SELECT o.id, " + DONE + (copies ? ", o.definition, o.payload" : "")
                + " FROM gone o ON CONFLICT DO NOTHING";
    }

    private static final String READ =
            "SELECT t.id, t.shard, t.version, t.attempt, t.due, t.nominal, t.definition, t.payload FROM task t ";

    /** The next page of every shard behind its cursor: $1 shards, $2 due, $3 id, $4 horizon. */
    static final String PAGE = "SELECT p.* FROM unnest($1::int2[], $2::timestamptz[], $3::text[]) AS c(shard, due, id)"
            + " CROSS JOIN LATERAL (" + READ
            + "WHERE t.shard = c.shard AND t.due >= c.due AND (t.due, t.id) > (c.due, c.id)"
            + " AND t.due < $4 ORDER BY t.due, t.id LIMIT 32) p";

    /**
     * The first page of one shard for a new owner: $1 shard, $2 the due instant to start at. A lateral look-up a task,
     * because the planner hashes a whole week of runs for NOT EXISTS.
     */
    String takeOver() {
        var pending = " WHERE t.shard = $1 AND t.due >= $2 ";
        return READ
                + (lots
                        ? "LEFT JOIN LATERAL (SELECT true AS found FROM run WHERE run.task_id = t.id"
                                + " AND run.scheduled_for = t.nominal OFFSET 0) r ON true"
                                + pending + "AND r.found IS NULL"
                        : pending)
                + " ORDER BY t.due LIMIT 1000";
    }

    /** The same as a plain anti-join, for the plans. */
    static final String TAKE_OVER_BY_ANTI_JOIN = READ
            + "WHERE t.shard = $1 AND t.due >= $2 AND NOT EXISTS (SELECT FROM run r"
            + " WHERE r.task_id = t.id AND r.scheduled_for = t.nominal) ORDER BY t.due LIMIT 1000";

    /** What became visible after snapshot $1. The array is built once, so that both halves can use an index. */
    String safety() {
        var cast = safetyType().equals("xid8") ? "" : "::text::int8";
        return READ + "WHERE t.inserted >= pg_snapshot_xmax($1::text::pg_snapshot)" + cast
                + " OR t.inserted = ANY(ARRAY(SELECT pg_snapshot_xip($1::text::pg_snapshot)" + cast + "))";
    }

    /** The same in the lots that an insert of the last hours can be in: $2 today's lot. */
    String safetyInRecentLots() {
        return safety().replace("WHERE ", "WHERE t.lot IN (0, $2::int4 - 1, $2::int4) AND (") + ")";
    }

    /** BRIN knows no operator class for xid8, and int8 has no direct cast from it. */
    String safetyType() {
        return safetyIndex.equals("brin") ? "int8" : "xid8";
    }
}
