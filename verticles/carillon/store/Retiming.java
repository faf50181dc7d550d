package carillon.store;

import carillon.bus.Bus;
import carillon.message.Changed;
import carillon.message.TaskChange;
import carillon.message.TimerMessage;
import carillon.task.Definition;
import carillon.task.Limits;
import carillon.task.Payload;
import carillon.task.Schedule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Works the pending instants of schedules out again when this JVM's time-zone data is not what they were worked out
 * with, and has their owners move those that differ. Says so for each. What is due already stays as it is.
 */
final class Retiming {

    private static final Logger LOG = System.getLogger(Retiming.class.getName());
    private static final int PAGE_ROWS = 200;
    private static final long ANSWER_MILLIS = 5_000;
    private static final long PAUSE_MILLIS = 1_000;

    private static final String READ = "SELECT value FROM constant WHERE name = 'timeZoneData'";

    private static final String WRITE = """
            INSERT INTO constant (name, value) VALUES ('timeZoneData', $1)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """;

    private static final String ZONED = """
            SELECT id, shard, nominal, coalesce(accepted_at, created_at) AS accepted_at, definition
            FROM task
            WHERE lot = 0 AND recurs AND state IN ('s', 'p') AND id > $1 AND nominal > $2 AND attempts = 0
                AND definition LIKE '%"zone":%'
            ORDER BY id LIMIT $3
            """;

    private final Vertx vertx;
    private final Database database;
    private final DatabaseTime time;
    private final Leases leases;
    private final Bus bus;
    private final Definitions definitions;
    private final Counter moved;

    Retiming(Vertx vertx, Database database, DatabaseTime time, Leases leases, Bus bus, MeterRegistry registry) {
        this.vertx = vertx;
        this.database = database;
        this.time = time;
        this.leases = leases;
        this.bus = bus;
        definitions = new Definitions(registry);
        moved = Counter.builder("carillon.schedules.retimed")
                .description("schedules moved because the time-zone data changed")
                .register(registry);
    }

    /** Brings the schedules in line with a version of the data; what is left undone is done by the next start. */
    Future<Void> run(String version) {
        return database.query(READ).compose(rows -> {
            String known = rows.size() == 0 ? "unknown" : rows.iterator().next().getString("value");
            return version.equals(known)
                    ? Future.succeededFuture()
                    : retime(known, version)
                            .compose(done -> database.query(WRITE, version))
                            .mapEmpty();
        });
    }

    private Future<Void> retime(String known, String version) {
        double before = moved.count();
        LOG.log(Level.INFO, "time-zone data changed from {0} to {1}: schedules are worked out again", known, version);
        return pagesAfter("")
                .onSuccess(done -> LOG.log(Level.INFO, "time-zone data {0}: {1} schedules moved", version, (long)
                        (moved.count() - before)));
    }

    private Future<Void> pagesAfter(String id) {
        return database.query(ZONED, id, Instants.of(time.latest()), PAGE_ROWS).compose(rows -> {
            List<String> ids = new ArrayList<>();
            rows.forEach(row -> ids.add(row.getString("id")));
            return vertx.executeBlocking(() -> movesOf(rows))
                    .compose(moves -> each(moves, 0))
                    .compose(done ->
                            ids.size() < PAGE_ROWS ? Future.succeededFuture() : pagesAfter(ids.get(ids.size() - 1)));
        });
    }

    private List<Move> movesOf(RowSet<Row> rows) {
        long now = time.latest();
        List<Move> moves = new ArrayList<>();
        for (Row row : rows) {
            long nominal = Instants.millis(row.getOffsetDateTime("nominal"));
            String id = row.getString("id");
            Definition definition = definitions.toUse(id, row.getString("definition"), Payload.NONE);
            long next = definition == null
                    ? nominal
                    : Schedule.of(id, definition, Instants.millis(row.getOffsetDateTime("accepted_at")))
                            .next(now);
            if (next != nominal && next <= Limits.INSTANT_MAX) {
                moves.add(new Move(id, row.getInteger("shard"), nominal, next));
            }
        }
        return moves;
    }

    private Future<Void> each(@Nullable List<Move> moves, int index) {
        if (moves == null || index == moves.size()) {
            return Future.succeededFuture();
        }
        return ask(moves.get(index)).compose(done -> each(moves, index + 1));
    }

    /** Asks the owner until there is one that answers. */
    private Future<Void> ask(Move move) {
        return leases.whoHolds(move.shard)
                .compose(address -> address == null
                        ? Future.failedFuture("nobody holds shard " + move.shard)
                        : bus.request(
                                TimerMessage.of(address),
                                new TimerMessage.Apply(new TaskChange.Retime(move.id, move.from, move.to), move.shard),
                                ANSWER_MILLIS))
                .compose(
                        changed -> {
                            report(move, changed);
                            return Future.<Void>succeededFuture();
                        },
                        failure ->
                                vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(passed -> ask(move)));
    }

    private void report(Move move, Changed changed) {
        if (changed.status() == Changed.Status.CHANGED) {
            moved.increment();
            LOG.log(
                    Level.INFO,
                    "task {0}: {1} becomes {2}",
                    move.id,
                    Instant.ofEpochMilli(move.from),
                    Instant.ofEpochMilli(move.to));
        }
    }

    /** A pending instant and what it becomes. */
    private record Move(String id, int shard, long from, long to) {}
}
