package carillon.store;

import carillon.message.Settlement;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Settlements that move something: a retry gets a later due instant, a recurring task its next nominal instant, an
 * occurrence beside the schedule ends with its row. Where occurrences may overlap, one that is due gets its row beside
 * the schedule in the statement that moves the schedule on, and only if it does, so that a repetition does nothing.
 */
final class Moves {

    /**
     * Only the version that was attempted moves, and only from the nominal instant that was attempted: anything else
     * writes history and nothing else. An attempt number that goes back is a late repetition. A retry whose row is at
     * another instant by a newer definition is of an owner that did not hear of that: no attempt follows.
     *
     * <p>The column inserted stays: an owner knows what it moved, and its successor reads on from the ack level, which
     * is not ahead of anything unsettled.
     */
    private static final String WRITE = Fence.HELD + """
            , given AS (
                SELECT g.* FROM unnest($2::int4[], $3::int8[], $4::text[], $5::timestamptz[], $6::int4[],
                        $7::timestamptz[], $8::int4[], $9::timestamptz[], $10::timestamptz[],
                        $11::text[], $12::text[], $13::text[],
                        $14::bool[], $15::bool[], $16::bool[], $17::bool[], $18::timestamptz[], $19::timestamptz[],
                        $20::timestamptz[], $21::int4[], $22::text[], $23::text[], $24::timestamptz[])
                    WITH ORDINALITY AS g(shard, term, id, scheduled_for, version, due,
                        attempt, started_at, finished_at, error, outcome, reason,
                        extra, recurs, again, spawned, next, next_due,
                        skipped_from, skipped_count, skipped_outcome, skipped_reason, skipped_last,
                        place)
                JOIN held ON held.shard = g.shard AND held.term = g.term),
            buried AS (
                SELECT g.* FROM given g
                JOIN task t ON t.id = g.id AND t.version > g.version AND t.nominal <> g.scheduled_for
                WHERE g.again AND NOT g.extra AND g.started_at IS NOT NULL),
            ended AS (
                INSERT INTO run (task_id, scheduled_for, term, version, attempt, covers, due, started_at, finished_at,
                    outcome, reason, error, last_scheduled_for)
                SELECT id, scheduled_for, term, version, attempt, NULL::int4, nullif(due, scheduled_for), started_at,
                    finished_at, outcome::"char", reason, error, NULL
                FROM given WHERE outcome IS NOT NULL
                UNION ALL
                SELECT id, skipped_from, term, version, 0, skipped_count, NULL, NULL, NULL,
                    skipped_outcome::"char", skipped_reason, NULL, skipped_last
                FROM given WHERE skipped_from IS NOT NULL
                UNION ALL
                SELECT id, scheduled_for, term, version, attempt, NULL, nullif(due, scheduled_for), started_at,
                    finished_at, 'd', 'its task was redefined while it ran', error, NULL
                FROM buried
                ON CONFLICT DO NOTHING),
            failed AS (
                INSERT INTO attempt (task_id, scheduled_for, attempt, term, started_at, finished_at, error)
                SELECT id, scheduled_for, attempt, term, started_at, finished_at, coalesce(error, '')
                FROM given WHERE again AND started_at IS NOT NULL AND place NOT IN (SELECT place FROM buried)
                ON CONFLICT DO NOTHING),
            again AS (
                UPDATE task t SET due = g.next_due, attempts = g.attempt, began = coalesce(t.began, g.started_at)
                FROM given g
                WHERE g.again AND NOT g.extra AND t.id = g.id AND t.version = g.version
                    AND t.nominal = g.scheduled_for AND t.state IN ('s', 'p') AND t.attempts <= g.attempt),
            again_beside AS (
                UPDATE occurrence o SET due = g.next_due, attempts = g.attempt
                FROM given g
                WHERE g.again AND g.extra AND o.task_id = g.id AND o.scheduled_for = g.scheduled_for
                    AND o.attempts <= g.attempt),
            on_schedule AS (
                UPDATE task t SET nominal = coalesce(g.next, t.nominal), due = coalesce(g.next_due, t.due),
                    attempts = 0, spent = 0, began = NULL,
                    fires = t.fires + (g.spawned OR g.outcome IN ('s', 'd'))::int4,
                    state = CASE WHEN g.next IS NOT NULL THEN t.state WHEN g.outcome = 'e' THEN 'e' ELSE 'f' END
                FROM given g
                WHERE NOT g.again AND g.recurs AND NOT g.extra AND t.id = g.id AND t.version = g.version
                    AND t.nominal = g.scheduled_for AND t.state IN ('s', 'p')
                RETURNING g.id, g.scheduled_for, g.shard, g.due, g.spawned),
            beside AS (
                INSERT INTO occurrence (task_id, scheduled_for, shard, due, spawned)
                SELECT id, scheduled_for, shard, due, true FROM on_schedule WHERE spawned
                ON CONFLICT DO NOTHING),
            off_schedule AS (
                DELETE FROM occurrence o USING given g
                WHERE g.outcome IS NOT NULL AND g.extra AND o.task_id = g.id AND o.scheduled_for = g.scheduled_for)
            SELECT place::int4 FROM given
            """;

    private final Database database;

    Moves(Database database) {
        this.database = database;
    }

    Future<List<Boolean>> write(List<Settlement> settlements) {
        if (settlements.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Columns<SettledRow> columns =
                new Columns<>(settlements.stream().map(SettledRow::new).toList());
        Object[] further = {
            columns.flags(row -> row.of().extra()),
            columns.flags(row -> row.of().recurs()),
            columns.flags(SettledRow::isAgain),
            columns.flags(SettledRow::isSpawned),
            columns.instants(SettledRow::next),
            columns.instants(SettledRow::nextDue),
            columns.instants(SettledRow::skippedFrom),
            columns.ints(SettledRow::skippedCount),
            columns.texts(SettledRow::skippedOutcome),
            columns.texts(SettledRow::skippedReason),
            columns.instants(SettledRow::skippedLast)
        };
        Object[] parameters = Stream.concat(Arrays.stream(Ends.columns(settlements)), Arrays.stream(further))
                .toArray();
        return database.query(WRITE, parameters).map(rows -> Fence.landed(settlements.size(), rows));
    }
}
