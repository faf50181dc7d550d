package bench.peer;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The limit: what PostgreSQL does when nothing but the writes of a job are asked of it, in batches, on as many
 * connections as there are processors. Two writes are a row of a job and one of its history; three delete the first.
 */
final class PostgresAlone implements Peer {
    private static final int BATCH = 1_000;
    private static final int DEFINITION_BYTES = 100;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private static final String SCHEMA = """
            CREATE TABLE job (id uuid PRIMARY KEY, shard int2 NOT NULL, due timestamptz NOT NULL,
                created timestamptz NOT NULL, definition text NOT NULL);
            CREATE INDEX ON job (shard, due);
            CREATE TABLE run (id uuid, due timestamptz, shard int2 NOT NULL, outcome "char" NOT NULL,
                started timestamptz, PRIMARY KEY (id, due))
            """;
    private static final String ROWS = "INSERT INTO job SELECT id, shard, $3, now(), '"
            + "d".repeat(DEFINITION_BYTES)
            + "' FROM unnest($1::uuid[], $2::int2[]) AS o(id, shard)";
    private static final String RUNS =
            "INSERT INTO run SELECT id, $3, shard, 's', now() FROM unnest($1::uuid[], $2::int2[]) AS o(id, shard)";
    private static final String MOVED = "WITH gone AS (DELETE FROM job USING unnest($1::uuid[]) AS o(id)"
            + " WHERE job.id = o.id RETURNING job.id, shard)"
            + " INSERT INTO run SELECT id, $2, shard, 's', now() FROM gone";

    private record Lot(long first, int jobs, OffsetDateTime due) {}

    private final Vertx vertx = Vertx.vertx();
    private final boolean deletes;
    private final AtomicLong next = new AtomicLong();
    private final long epoch = System.currentTimeMillis() << 16 | 0x7000;
    private final BlockingQueue<Lot> waiting = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<PgConnection> idle = new ConcurrentLinkedQueue<>();
    private final LongAdder called = new LongAdder();

    PostgresAlone(boolean deletes) throws Exception {
        this.deletes = deletes;
        PgConnection connection = connect();
        for (String statement : SCHEMA.split(";")) {
            await(connection.query(statement).execute());
        }
        idle.add(connection);
    }

    @Override
    public String version() {
        return System.getProperty("postgres.version", "");
    }

    @Override
    public String settings() {
        return (deletes ? "three writes" : "two writes")
                + " a job, batches of %d, %d connections".formatted(BATCH, PROCESSORS);
    }

    private PgConnection connect() throws Exception {
        return await(PgConnection.connect(
                vertx,
                new PgConnectOptions()
                        .setHost(Database.HOST)
                        .setPort(Database.PORT)
                        .setUser(Database.USER)
                        .setPassword(Database.password())
                        .setDatabase(Database.NAME)
                        .setCachePreparedStatements(true)));
    }

    private static <T> T await(Future<T> future) throws InterruptedException, ExecutionException {
        return future.toCompletionStage().toCompletableFuture().get();
    }

    private void write(String sql, Tuple tuple) throws Exception {
        PgConnection mine = idle.poll();
        PgConnection connection = mine == null ? connect() : mine;
        await(connection.preparedQuery(sql).execute(tuple));
        idle.add(connection);
    }

    @Override
    public void enqueueAtOnce(int atOnce, Going going) throws Exception {
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            ends.add(enqueueOn(connect(), going));
        }
        await(Future.all(ends));
    }

    private Future<?> enqueueOn(PgConnection connection, Going going) {
        Promise<Void> end = Promise.promise();
        enqueueNext(connection, going, end);
        return end.future();
    }

    /** One row a commit, the next as soon as the last is on disk. Futures of futures would be too many to end. */
    private void enqueueNext(PgConnection connection, Going going, Promise<Void> end) {
        if (!going.on()) {
            end.complete();
            return;
        }
        long start = System.nanoTime();
        connection
                .preparedQuery(ROWS)
                .execute(tuple(lot(Load.farAway(), 1)))
                .onSuccess(done -> {
                    going.add(1);
                    going.times().took(System.nanoTime() - start);
                    enqueueNext(connection, going, end);
                })
                .onFailure(end::fail);
    }

    @Override
    public void enqueueOne(long due) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void enqueueMany(long[] dues) throws Exception {
        Lot lot = lot(dues[0], dues.length);
        write(ROWS, tuple(lot));
        waiting.add(lot);
    }

    private Lot lot(long due, int jobs) {
        return new Lot(next.getAndAdd(jobs), jobs, OffsetDateTime.ofInstant(Instant.ofEpochMilli(due), ZoneOffset.UTC));
    }

    private Tuple tuple(Lot lot) {
        UUID[] ids = new UUID[lot.jobs];
        Short[] shards = new Short[lot.jobs];
        for (int i = 0; i < lot.jobs; i++) {
            long number = lot.first + i;
            ids[i] = new UUID(epoch, 0x8000000000000000L | number);
            shards[i] = (short) (number % 64);
        }
        return Tuple.of(ids, shards, lot.due);
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public int bulkCalls() {
        return PROCESSORS;
    }

    @Override
    public void startWorkers() {
        for (int i = 0; i < PROCESSORS; i++) {
            Thread.ofPlatform().daemon().start(() -> Load.repeat(new Going(), this::finish));
        }
    }

    private void finish() throws Exception {
        Lot lot = waiting.take();
        Tuple tuple = tuple(lot);
        write(deletes ? MOVED : RUNS, deletes ? Tuple.of(tuple.getValue(0), lot.due) : tuple);
        called.add(lot.jobs);
    }

    @Override
    public long called() {
        return called.sum();
    }

    @Override
    public void record(long from, long to, int jobsMax) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JsonObject lateness() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
