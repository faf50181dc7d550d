package carillon.store;

import carillon.message.Settlement;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Settlements that move something: a retry gets a later due instant, a recurring task its next nominal instant, an
 * occurrence beside the schedule ends with its row.
 */
final class Moves {

    /**
     * Only the version that was attempted moves, and only from the nominal instant that was attempted: anything else
     * writes history and nothing else. An attempt number that goes back is a late repetition.
     *
     * <p>The column inserted stays: an owner knows what it moved, and its successor reads on from the ack level, which
     * is not ahead of anything unsettled.
     */
    private static final String WRITE = Fence.HELD + """
            , given AS (
                SELECT g.* FROM unnest($2::int4[], $3::int8[], $4::text[], $5::timestamptz[], $6::int4[],
                        $7::timestamptz[], $8::int4[], $9::timestamptz[], $10::timestamptz[],
                        $11::text[], $12::text[], $13::text[],
                        $14::bool[], $15::bool[], $16::timestamptz[], $17::timestamptz[], $18::int4[],
                        $19::timestamptz[], $20::text[])
                    WITH ORDINALITY AS g(shard, term, id, scheduled_for, version, due,
                        attempt, started_at, finished_at, error, outcome, reason,
                        extra, recurs, next, skipped_from, skipped_count, skipped_last, skipped_reason,
                        place)
                JOIN held ON held.shard = g.shard AND held.term = g.term),
            ended AS (
                INSERT INTO run (task_id, scheduled_for, term, version, attempt, covers, due, started_at, finished_at,
                    outcome, reason, error, last_scheduled_for)
                SELECT id, scheduled_for, term, version, attempt, 1, due, started_at, finished_at,
                    outcome::"char", reason, error, NULL
                FROM given WHERE outcome IS NOT NULL
                UNION ALL
                SELECT id, skipped_from, term, version, 0, skipped_count, skipped_from, NULL, NULL,
                    'k', skipped_reason, NULL, skipped_last
                FROM given WHERE skipped_from IS NOT NULL
                ON CONFLICT DO NOTHING),
            failed AS (
                INSERT INTO attempt (task_id, scheduled_for, attempt, term, started_at, finished_at, error)
                SELECT id, scheduled_for, attempt, term, started_at, finished_at, coalesce(error, '')
                FROM given WHERE outcome IS NULL AND started_at IS NOT NULL
                ON CONFLICT DO NOTHING),
            again AS (
                UPDATE task t SET due = g.next, attempts = g.attempt
                FROM given g
                WHERE g.outcome IS NULL AND NOT g.extra AND t.id = g.id AND t.version = g.version
                    AND t.nominal = g.scheduled_for AND t.state IN ('s', 'p') AND t.attempts <= g.attempt),
            again_beside AS (
                UPDATE occurrence o SET due = g.next, attempts = g.attempt
                FROM given g
                WHERE g.outcome IS NULL AND g.extra AND o.task_id = g.id AND o.scheduled_for = g.scheduled_for
                    AND o.attempts <= g.attempt),
            on_schedule AS (
                UPDATE task t SET nominal = coalesce(g.next, t.nominal), due = coalesce(g.next, t.due), attempts = 0,
                    state = CASE WHEN g.next IS NULL THEN 'f' ELSE t.state END
                FROM given g
                WHERE g.outcome IS NOT NULL AND g.recurs AND NOT g.extra AND t.id = g.id AND t.version = g.version
                    AND t.nominal = g.scheduled_for AND t.state IN ('s', 'p')),
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
            columns.instants(SettledRow::next),
            columns.instants(SettledRow::skippedFrom),
            columns.ints(SettledRow::skippedCount),
            columns.instants(SettledRow::skippedLast),
            columns.texts(SettledRow::skippedReason)
        };
        Object[] parameters = Stream.concat(Arrays.stream(Ends.columns(settlements)), Arrays.stream(further))
                .toArray();
        return database.query(WRITE, parameters).map(rows -> Fence.landed(settlements.size(), rows));
    }
}
