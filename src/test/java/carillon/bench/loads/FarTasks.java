package carillon.bench.loads;

import carillon.lease.Shards;
import carillon.task.Uuid7;
import carillon.trial.Waiting;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/**
 * Writes tasks that are due in a month and over the eleven months after that, past the API, which would take ten times
 * as long: a node accepts one, and the others become rows like that of its, each with an id such as the server makes,
 * the shard of that id, and an instant of its own. Ids of the server's own making have no row in {@code task_key}.
 */
final class FarTasks {

    private static final int BATCH = 10_000;
    private static final Duration FROM = Duration.ofDays(31);
    private static final Duration SPREAD = Duration.ofDays(330);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final String MODEL = "SELECT lot, definition, created_at, due FROM task WHERE id = 'model'";

    /** What a transaction of the store writes, with the model's row for what all have in common. */
    private static final String INSERT = """
            INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition, payload)
            SELECT given.id, model.lot, given.shard, model.state, model.recurs, given.due, given.due, model.created_at,
                regexp_replace(model.definition, '"at":"[^"]*"', '"at":"' || given.at || '"'), model.payload
            FROM task AS model,
                unnest($1::text[], $2::int4[], $3::timestamptz[], $4::text[]) AS given(id, shard, due, at)
            WHERE model.id = 'model'
            """;

    private FarTasks() {}

    /** Has a node make the tables, and writes the tasks when it has ended. */
    static void write(Stage stage, int count) throws IOException {
        try (Node node = stage.node()) {
            Creator creator = new Creator(stage.vertx, node.port, FarTasks::model);
            creator.burst(1, LIMIT);
        }
        Row model = stage.row(MODEL);
        long createdAt = model.getOffsetDateTime("created_at").toInstant().toEpochMilli();
        String at = "\"at\":\"" + model.getOffsetDateTime("due").toInstant() + "\"";
        if (model.getInteger("lot") != 0 || !model.getString("definition").contains(at)) {
            throw new IllegalStateException("the store writes far tasks otherwise now: " + model.deepToString());
        }
        long start = Wall.micros();
        PgConnection connection = stage.connect();
        PreparedStatement insert = Waiting.get(connection.prepare(INSERT));
        SplittableRandom random = new SplittableRandom(3);
        for (int first = 0; first < count; first += BATCH) {
            int size = Math.min(BATCH, count - first);
            Waiting.get(insert.query().execute(batch(first, size, count, createdAt, random)));
        }
        Waiting.get(connection.close());
        stage.execute("VACUUM ANALYZE task");
        stage.execute("CHECKPOINT");
        System.out.printf("%d far tasks written in %.0f s%n", count, (Wall.micros() - start) / 1e6);
    }

    private static String model(long number, long unused) {
        Instant at = Instant.ofEpochMilli(Wall.micros() / 1_000).plus(FROM);
        return new JsonObject()
                        .put("id", "model")
                        .put("at", at.toString())
                        .put("action", Probe.ACTION)
                        .encode()
                + "\n";
    }

    /** In the order of their instants, which PostgreSQL's indexes take several times as fast as any other. */
    private static Tuple batch(int first, int size, int count, long createdAt, SplittableRandom random) {
        String[] ids = new String[size];
        Integer[] shards = new Integer[size];
        OffsetDateTime[] dues = new OffsetDateTime[size];
        String[] ats = new String[size];
        for (int i = 0; i < size; i++) {
            long ahead = FROM.toMillis() + (long) (SPREAD.toMillis() * ((first + i) / (double) count));
            Instant due = Instant.ofEpochMilli(createdAt + ahead);
            ids[i] = Uuid7.of(createdAt, random).toString();
            shards[i] = Shards.of(ids[i], Shards.COUNT_DEFAULT);
            dues[i] = due.atOffset(ZoneOffset.UTC);
            ats[i] = due.toString();
        }
        return Tuple.of(ids, shards, dues, ats);
    }
}
