package carillon.store;

import carillon.message.Settlement;
import carillon.message.Settlement.Again;
import carillon.message.Settlement.Ended;
import carillon.message.Settlement.Spawned;
import io.vertx.core.Future;
import java.util.List;

/**
 * Ends of one-shots: the row of history says it all, and the task's row is not touched.
 *
 * <p>A settlement is repeated when nobody knows what became of it, which is rare. To be ready for that with each costs
 * a look at the index more and a second record in the log for every row, so that it is done only where a row is found
 * to be there already.
 */
final class Ends {

    private static final String WRITE = Fence.HELD + """
            , given AS (
                SELECT g.* FROM unnest($2::int4[], $3::int8[], $4::text[], $5::timestamptz[], $6::int4[],
                        $7::timestamptz[], $8::int4[], $9::timestamptz[], $10::timestamptz[],
                        $11::text[], $12::text[], $13::text[])
                    WITH ORDINALITY AS g(shard, term, id, scheduled_for, version, due,
                        attempt, started_at, finished_at, error, outcome, reason, place)
                JOIN held ON held.shard = g.shard AND held.term = g.term),
            written AS (
                INSERT INTO run (task_id, scheduled_for, term, version, attempt, due, started_at, finished_at,
                    outcome, reason, error)
                SELECT id, scheduled_for, term, version, attempt, nullif(due, scheduled_for), started_at, finished_at,
                    outcome::"char", reason, error
                FROM given %s
                %s)
            SELECT place::int4 FROM given
            """;
    private static final String FRESH = WRITE.formatted(Intake.BY_ID, "");
    private static final String REPEATED = WRITE.formatted(Intake.BY_ID, "ON CONFLICT DO NOTHING");

    private final Database database;

    Ends(Database database) {
        this.database = database;
    }

    /** Whether this is one. */
    static boolean suffices(Settlement settlement) {
        return switch (settlement.step()) {
            case Again again -> false;
            case Spawned spawned -> false;
            case Ended ended -> !settlement.recurs() && !settlement.extra() && settlement.skipped() == null;
        };
    }

    Future<List<Boolean>> write(List<Settlement> settlements) {
        if (settlements.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Object[] columns = columns(settlements);
        return database.query(FRESH, columns)
                .recover(failure -> failure instanceof DataFault fault && fault.isTaken()
                        ? database.query(REPEATED, columns)
                        : Future.failedFuture(failure))
                .map(rows -> Fence.landed(settlements.size(), rows));
    }

    /** Parameters 1 to 13, the fence first. */
    static Object[] columns(List<Settlement> settlements) {
        Columns<SettledRow> columns =
                new Columns<>(settlements.stream().map(SettledRow::new).toList());
        return new Object[] {
            Fence.shards(settlements, Settlement::shard),
            columns.ints(row -> row.of().shard()),
            columns.longs(row -> row.of().term()),
            columns.texts(row -> row.of().occurrence().id()),
            columns.instants(row -> row.of().occurrence().scheduledFor()),
            columns.ints(row -> row.of().version()),
            columns.instants(row -> row.of().due()),
            columns.ints(SettledRow::attempt),
            columns.instants(SettledRow::startedAt),
            columns.instants(SettledRow::finishedAt),
            columns.texts(SettledRow::error),
            columns.texts(SettledRow::outcome),
            columns.texts(SettledRow::reason)
        };
    }
}
