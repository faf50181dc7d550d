package carillon.store;

import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.StoreMessage.Change;
import carillon.message.TaskChange;
import carillon.store.ChangeWriter.Written;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Changes one task in the name of its owner, in one transaction: the fence, the row, a decision, what it comes to. */
final class Changes {

    /** A row lock and its term in one statement of one table: after a wait the newest version decides. */
    private static final String FENCE = "SELECT FROM shard WHERE shard = $1 AND term = $2 FOR SHARE";

    /** Instants that may name no new occurrence. Few lie ahead: a cancelled one, or those fired by hand. */
    private static final String TAKEN = """
            SELECT scheduled_for FROM run WHERE task_id = $1 AND scheduled_for >= $2
            UNION ALL
            SELECT scheduled_for FROM occurrence WHERE task_id = $1 AND scheduled_for >= $2
            """;

    private final Database database;
    private final DatabaseTime time;
    private final Function<TaskChange.Put, Draft> drafting;

    Changes(Database database, DatabaseTime time, Function<TaskChange.Put, Draft> drafting) {
        this.database = database;
        this.time = time;
        this.drafting = drafting;
    }

    Future<Changed> change(Change change) {
        return database.transaction(connection -> Database.query(connection, FENCE, change.shard(), change.term())
                .compose(held -> held.size() == 0
                        ? Future.succeededFuture(new Changed(Status.NOT_OWNER, null, List.of()))
                        : carryOut(connection, change)));
    }

    private Future<Changed> carryOut(SqlConnection connection, Change change) {
        String id = change.change().id();
        return write(connection, change).compose(written -> Reading.locked(connection, id)
                .map(task -> new Changed(written.status(), task == null ? null : task.view(), written.pending(task))));
    }

    private Future<Written> write(SqlConnection connection, Change change) {
        String id = change.change().id();
        return Reading.locked(connection, id).compose(stored -> {
            if (stored != null && lives(stored, change) != change.shard()) {
                return Future.succeededFuture(new Written(Status.ELSEWHERE, null));
            }
            long now = time.latest();
            long from = stored == null ? now : Math.min(now, stored.nominal());
            return Database.query(connection, TAKEN, id, Instants.of(from)).compose(taken -> {
                Planner planner = new Planner(now, change.running(), from, instants(taken), drafting);
                ChangeWriter writer = new ChangeWriter(connection, change.term());
                return writer.write(stored, planner.plan(stored, change.change()))
                        .compose(written ->
                                written.overtaken() ? write(connection, change) : Future.succeededFuture(written));
            });
        });
    }

    /** A task that is over may come to life again on any shard. */
    private static int lives(StoredTask stored, Change change) {
        boolean moves = stored.shown().isTerminal() && change.change() instanceof TaskChange.Put;
        return moves ? change.shard() : stored.shard();
    }

    private static Set<Long> instants(RowSet<Row> rows) {
        Set<Long> instants = new HashSet<>();
        rows.forEach(row -> instants.add(Instants.millis(row.getOffsetDateTime("scheduled_for"))));
        return instants;
    }
}
