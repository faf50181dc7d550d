package carillon.store;

import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Pending;
import carillon.message.StoreMessage.Change;
import carillon.message.TaskChange;
import carillon.store.ChangeWriter.Written;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes tasks in the name of their owners: the fence, the row, a decision, what it comes to.
 *
 * <p>What arrives while a transaction is under way goes into the next one together. There the tasks are read by one
 * statement, which costs a fiftieth of one each, and the steps of all changes follow each other down the connection
 * without waiting for answers between them. Where one of them fails, or would have to wait for a row, nothing is
 * written, and each is carried out alone.
 */
final class Changes {

    /** Of a transaction that is written together; a change takes about 256 bytes besides its payload. */
    private static final GroupCommit.Bounds BOUNDS = new GroupCommit.Bounds(64, 4 << 20, 20_000, 64 << 20);

    private static final long CHANGE_BYTES = 256;

    /** A row that is locked keeps up its own change, and no other. */
    private static final String IMPATIENTLY = "SET LOCAL lock_timeout = '100ms'";

    private static final Changed NOT_OWNER = new Changed(Status.NOT_OWNER, null, List.of());

    /** Row locks and their terms in one statement of one table: after a wait the newest version decides. */
    private static final String FENCE =
            "SELECT shard, term FROM shard WHERE shard = ANY($1::int4[]) ORDER BY shard FOR SHARE";

    /** Instants that may name no new occurrence. Few lie ahead: a cancelled one, or those fired by hand. */
    private static final String TAKEN = """
            SELECT scheduled_for, false AS beside FROM run WHERE task_id = $1 AND scheduled_for >= $2
            UNION ALL
            SELECT scheduled_for, true FROM occurrence WHERE task_id = $1
            """;

    private static final String BESIDES =
            "SELECT " + StoredTask.BESIDE + " FROM occurrence WHERE task_id = $1 ORDER BY scheduled_for";

    private final Database database;
    private final DatabaseTime time;
    private final Function<TaskChange.Put, Draft> drafting;

    private final GroupCommit<Change, Future<Changed>> group;

    Changes(Database database, DatabaseTime time, Function<TaskChange.Put, Draft> drafting, StoreMetrics metrics) {
        this.database = database;
        this.time = time;
        this.drafting = drafting;
        group = new GroupCommit<>(
                BOUNDS, each -> each.change().id(), Changes::bytes, metrics.measured("change", this::write));
    }

    /** Nothing of a transaction was written. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1;

        Undone(Throwable cause) {
            super(cause);
        }
    }

    Future<Changed> change(Change change) {
        return group.submit(List.of(change)).compose(List::getFirst);
    }

    private Future<List<Future<Changed>>> write(List<Change> batch) {
        return database.transaction(connection -> Database.query(connection, IMPATIENTLY)
                        .compose(set -> carryOut(connection, batch))
                        .recover(failure -> Future.failedFuture(new Undone(failure))))
                .map(done -> done.stream().map(Future::succeededFuture).toList())
                .recover(failure -> failure instanceof Undone
                        ? Future.succeededFuture(batch.stream().map(this::alone).toList())
                        : Future.failedFuture(failure));
    }

    private Future<Changed> alone(Change change) {
        return database.transaction(connection -> carryOut(connection, List.of(change)))
                .map(List::getFirst);
    }

    /** Locks and reads the tasks, writes what the changes come to, and reads the tasks again. */
    private Future<List<Changed>> carryOut(SqlConnection connection, List<Change> batch) {
        return held(connection, batch).compose(held -> {
            List<String> ids = held.stream().map(each -> each.change().id()).toList();
            return Reading.locked(connection, ids)
                    .compose(stored -> forEach(
                            held,
                            each -> write(
                                    connection, each, stored.get(each.change().id()))))
                    .compose(written -> Reading.locked(connection, ids)
                            .compose(tasks -> forEach(held, each -> {
                                String id = each.change().id();
                                return changed(connection, each.change(), written.get(id), tasks.get(id));
                            })))
                    .map(changed -> batch.stream()
                            .map(each -> changed.getOrDefault(each.change().id(), NOT_OWNER))
                            .toList());
        });
    }

    /** Those whose terms are not over. */
    private static Future<List<Change>> held(SqlConnection connection, List<Change> batch) {
        return Database.query(connection, FENCE, (Object) Fence.shards(batch, Change::shard))
                .map(rows -> {
                    Map<Integer, Long> terms = new HashMap<>();
                    rows.forEach(row -> terms.put(row.getInteger("shard"), row.getLong("term")));
                    return batch.stream()
                            .filter(each -> Objects.equals(terms.get(each.shard()), each.term()))
                            .toList();
                });
    }

    /**
     * Takes one step for each change, and tells what came of it by the ids of their tasks. Completes when all are over,
     * and not before: what came after a rollback would be written outside the transaction.
     */
    private static <T> Future<Map<String, T>> forEach(List<Change> changes, Function<Change, Future<T>> step) {
        Map<String, Future<T>> begun = new LinkedHashMap<>();
        changes.forEach(each ->
                begun.put(each.change().id(), Future.succeededFuture(each).compose(step)));
        return Future.join(List.copyOf(begun.values())).map(over -> {
            Map<String, T> done = new HashMap<>();
            begun.forEach((id, result) -> done.put(id, result.result()));
            return done;
        });
    }

    private static Future<Changed> changed(
            SqlConnection connection, TaskChange change, @Nullable Written written, @Nullable StoredTask task) {
        Status status =
                Objects.requireNonNull(written, "every change was written").status();
        return task == null
                ? Future.succeededFuture(new Changed(status, null, List.of()))
                : pending(connection, change, written, task).map(pending -> new Changed(status, task.view(), pending));
    }

    /** What the owner must have: it let go of what a change concerns, and does not know what was made by it. */
    private static Future<List<Pending>> pending(
            SqlConnection connection, TaskChange change, Written written, StoredTask task) {
        if (!written.isNews()) {
            return Future.succeededFuture(List.of());
        }
        Set<Long> fired = written.fired();
        if (!fired.isEmpty()) {
            return beside(connection, task, each -> true).map(besides -> joined(task.pending(), besides).stream()
                    .filter(each -> fired.contains(each.scheduledFor()))
                    .toList());
        }
        return switch (change) {
            case TaskChange.Put put ->
                beside(connection, task, each -> !task.isPaused() || !each.spawned())
                        .map(besides -> joined(task.pending(), besides));
            case TaskChange.Resume resume ->
                beside(connection, task, Pending::spawned).map(besides -> joined(task.pending(), besides));
            case TaskChange.Cancel cancel -> Future.succeededFuture(List.of());
            case TaskChange.Purge purge -> Future.succeededFuture(List.of());
            case TaskChange.Retime retime -> Future.succeededFuture(task.pending());
            case TaskChange.Pause pause -> Future.succeededFuture(List.of());
            case TaskChange.Fire fire -> Future.succeededFuture(task.pending());
            case TaskChange.Revive revive -> Future.succeededFuture(List.of());
        };
    }

    private static Future<List<Pending>> beside(SqlConnection connection, StoredTask task, Predicate<Pending> wanted) {
        return Database.query(connection, BESIDES, task.id()).map(rows -> {
            List<Pending> besides = new ArrayList<>();
            rows.forEach(row -> besides.addAll(task.beside(row)));
            besides.removeIf(wanted.negate());
            return besides;
        });
    }

    private static List<Pending> joined(List<Pending> scheduled, List<Pending> besides) {
        return Stream.concat(scheduled.stream(), besides.stream()).toList();
    }

    private Future<Written> write(SqlConnection connection, Change change, @Nullable StoredTask stored) {
        if (stored != null && lives(stored, change) != change.shard()) {
            return Future.succeededFuture(new Written(Status.ELSEWHERE));
        }
        String id = change.change().id();
        long now = time.latest();
        long from = stored == null ? now : Math.min(now, stored.nominal());
        return Database.query(connection, TAKEN, id, Instants.of(from)).compose(taken -> {
            Planner planner = new Planner(now, change.running(), from, instants(taken), besides(taken), drafting);
            ChangeWriter writer = new ChangeWriter(connection, change.term());
            return writer.write(stored, planner.plan(stored, change.change()))
                    .compose(written -> written.overtaken()
                            ? Reading.locked(connection, List.of(id))
                                    .compose(again -> write(connection, change, again.get(id)))
                            : Future.succeededFuture(written));
        });
    }

    /** A task that is over may come to life again on any shard. */
    private static int lives(StoredTask stored, Change change) {
        boolean moves = stored.shown().isTerminal() && change.change() instanceof TaskChange.Put;
        return moves ? change.shard() : stored.shard();
    }

    private static boolean besides(RowSet<Row> rows) {
        for (Row row : rows) {
            if (row.getBoolean("beside")) {
                return true;
            }
        }
        return false;
    }

    private static Set<Long> instants(RowSet<Row> rows) {
        Set<Long> instants = new HashSet<>();
        rows.forEach(row -> instants.add(Instants.millis(row.getOffsetDateTime("scheduled_for"))));
        return instants;
    }

    private static long bytes(Change change) {
        int payload = change.change() instanceof TaskChange.Put put
                ? put.task().definition().payload().length()
                : 0;
        return CHANGE_BYTES + payload;
    }
}
