package carillon.store;

import carillon.bus.Bus;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.lease.Holding;
import carillon.lease.Shards;
import carillon.message.Creation;
import carillon.message.DueCursor;
import carillon.message.DuePage;
import carillon.message.Inheritance;
import carillon.message.NewTask;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.Protocols;
import carillon.message.RunView;
import carillon.message.Settlement;
import carillon.message.StoreMessage;
import carillon.message.TaskView;
import carillon.postgres.TestPostgres;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Outcome;
import carillon.task.Trigger;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A store verticle over a database of its own, asked over the bus as everyone asks it. */
final class StoreRig implements AutoCloseable {

    static final long TTL_MILLIS = 60_000;
    /** Later than anything in a test is due. */
    static final long FAR = 4_000_000_000_000L;

    private static final long ANSWER_MILLIS_MAX = 30_000;
    private static final int SHARDS = 4;
    private static final int PAGES_MAX = 1_000;

    final Vertx vertx;
    final Bus bus;
    final String url;
    private final List<SqlConnection> connections = new ArrayList<>();
    private final SqlConnection plain;

    private StoreRig(String url, JsonObject config) {
        this.url = url;
        vertx = vertx();
        bus = new Bus(vertx);
        await(vertx.deployVerticle(
                new StoreVerticle(), new DeploymentOptions().setConfig(config.put("database.url", url))));
        plain = connect();
    }

    static StoreRig open() {
        return open(TestPostgres.freshDatabase());
    }

    static StoreRig open(String url) {
        return open(url, new JsonObject());
    }

    static StoreRig open(String url, JsonObject config) {
        return new StoreRig(
                url, new JsonObject().put("database.shardCount", SHARDS).mergeIn(config));
    }

    static Vertx vertx() {
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setPreferNativeTransport(true))
                .build();
        Bus.install(vertx, Protocols.codec());
        return vertx;
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("no answer", late);
        }
    }

    <R extends Message, Q extends StoreMessage & Request<R>> R ask(Q message) {
        return await(asking(message));
    }

    <R extends Message, Q extends StoreMessage & Request<R>> Future<R> asking(Q message) {
        return bus.request(StoreMessage.ADDRESS, message, ANSWER_MILLIS_MAX);
    }

    /** A connection of the test's own. */
    SqlConnection connect() {
        SqlConnection connection = await(PgConnection.connect(vertx, PgConnectOptions.fromUri(url)));
        connections.add(connection);
        return connection;
    }

    /** One statement in a transaction of its own. */
    List<Row> sql(String sql, Object... parameters) {
        return rows(plain, sql, parameters);
    }

    static List<Row> rows(SqlConnection connection, String sql, Object... parameters) {
        List<Row> rows = new ArrayList<>();
        await(connection.preparedQuery(sql).execute(Tuple.wrap(parameters))).forEach(rows::add);
        return rows;
    }

    long number(String sql, Object... parameters) {
        return ((Number) sql(sql, parameters).get(0).getValue(0)).longValue();
    }

    long now() {
        return number("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::int8");
    }

    static NewTask chosen(String id, Trigger trigger) {
        return new NewTask(id, true, Definition.of(trigger, new Action.Handler("work")));
    }

    static NewTask serverMade(String id, Trigger trigger) {
        return new NewTask(id, false, Definition.of(trigger, new Action.Handler("work")));
    }

    List<Creation> create(NewTask... tasks) {
        return ask(new StoreMessage.Create(List.of(tasks))).results();
    }

    @Nullable
    TaskView find(String id) {
        return ask(new StoreMessage.Find(id)).task();
    }

    TaskView task(String id) {
        return Objects.requireNonNull(find(id), id);
    }

    static int shard(String id) {
        return Shards.of(id, SHARDS);
    }

    StoreMessage.Renewed renew(String holder, long ttlMillis) {
        return ask(new StoreMessage.Renew(holder, "at." + holder, "node", ttlMillis));
    }

    /** Makes a holder the owner of every shard that is free. */
    List<Inheritance> takeAll(String holder) {
        renew(holder, TTL_MILLIS);
        return ask(new StoreMessage.Claim(
                        holder, IntStream.range(0, SHARDS).boxed().toList(), List.of()))
                .gained();
    }

    static Holding holding(List<Inheritance> inheritances, int shard) {
        return inheritances.stream()
                .map(Inheritance::holding)
                .filter(each -> each.shard() == shard)
                .findFirst()
                .orElseThrow();
    }

    /** Everything pending, by the unsettled rows of the tables. */
    List<Pending> pending() {
        List<DueCursor> cursors = IntStream.range(0, SHARDS)
                .mapToObj(shard -> DueCursor.from(shard, 0, true))
                .toList();
        return ask(new StoreMessage.ReadDue(cursors, FAR, 1_000, true)).pending();
    }

    /** Everything pending of one shard behind a cursor, page by page. */
    List<Pending> readDue(DueCursor from, int limit) {
        List<Pending> read = new ArrayList<>();
        DueCursor cursor = from;
        for (int pages = 0; pages < PAGES_MAX; pages++) {
            DuePage page = ask(new StoreMessage.ReadDue(List.of(cursor), FAR, limit, true));
            read.addAll(page.pending());
            if (page.complete().contains(from.shard())) {
                return read;
            }
            cursor = page.reached().getFirst().withUnsettledOnly(from.unsettledOnly());
        }
        throw new AssertionError("no end after " + PAGES_MAX + " pages");
    }

    Pending pending(String id) {
        return pending().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The occurrences of a task, newest first, those that are still to begin included. */
    List<RunView> runs(String id) {
        return ask(new StoreMessage.ListRuns(id, null, 100)).runs();
    }

    /** The occurrences of which an attempt was made, or that ended without one. */
    List<RunView> history(String id) {
        return runs(id).stream()
                .filter(run -> run.stage() == RunView.Stage.ENDED
                        || !run.failedAttempts().isEmpty())
                .toList();
    }

    /** A first attempt that succeeded. */
    static Settlement success(Pending pending, long term, @Nullable Long next) {
        return settlement(
                pending,
                term,
                new Settlement.AttemptMade(pending.attempts() + 1, pending.due(), pending.due() + 5, null),
                new Settlement.Ended(Outcome.SUCCEEDED, null, next));
    }

    static Settlement settlement(
            Pending pending, long term, Settlement.@Nullable AttemptMade attempt, Settlement.Step step) {
        return new Settlement(
                pending.shard(),
                term,
                new Occurrence(pending.id(), pending.scheduledFor()),
                pending.version(),
                pending.extra(),
                pending.definition().trigger().recurs(),
                pending.due(),
                attempt,
                step,
                null,
                pending.attempts());
    }

    List<Boolean> settle(Settlement... settlements) {
        return ask(new StoreMessage.Settle(List.of(settlements))).landed();
    }

    @Override
    public void close() {
        connections.forEach(connection -> await(connection.close()));
        await(vertx.close());
    }
}
