package carillon.store;

import carillon.message.Charged;
import io.vertx.core.Future;
import java.util.List;

/** Writes attempt numbers down before the attempts are made, and gives back those of attempts that nobody made. */
final class Charges {

    private static final String WRITE = Fence.HELD + """
            , given AS (
                SELECT g.* FROM unnest($2::int4[], $3::int8[], $4::text[], $5::timestamptz[], $6::bool[], $7::int4[],
                        $8::bool[])
                    WITH ORDINALITY AS g(shard, term, id, scheduled_for, extra, attempt, unmade, place)
                JOIN held ON held.shard = g.shard AND held.term = g.term),
            scheduled AS (
                UPDATE task t SET attempts = %s
                FROM given g WHERE NOT g.extra AND t.id = g.id AND t.nominal = g.scheduled_for),
            beside AS (
                UPDATE occurrence o SET attempts = %s
                FROM given g WHERE g.extra AND o.task_id = g.id AND o.scheduled_for = g.scheduled_for)
            SELECT place::int4 FROM given
            """.formatted(attempts("t"), attempts("o"));

    private final Database database;

    Charges(Database database) {
        this.database = database;
    }

    /** What a charge makes of the number that a row has. */
    private static String attempts(String row) {
        return """
                CASE WHEN NOT g.unmade THEN greatest(%1$s.attempts, g.attempt)
                    WHEN %1$s.attempts = g.attempt THEN g.attempt - 1 ELSE %1$s.attempts END""".formatted(row);
    }

    /** Answers one entry a charge, false for those whose term was over. */
    Future<List<Boolean>> write(List<Charged> charges) {
        Columns<Charged> columns = new Columns<>(charges);
        return database.query(
                        WRITE,
                        Fence.shards(charges, Charged::shard),
                        columns.ints(Charged::shard),
                        columns.longs(Charged::term),
                        columns.texts(charge -> charge.occurrence().id()),
                        columns.instants(charge -> charge.occurrence().scheduledFor()),
                        columns.flags(Charged::extra),
                        columns.ints(Charged::attempt),
                        columns.flags(Charged::unmade))
                .map(rows -> Fence.landed(charges.size(), rows));
    }
}
