package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.Changed;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.Settlement;
import carillon.message.Settlement.AttemptMade;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.task.Outcome;
import carillon.task.Trigger;
import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A database with a day that is to be forgotten, and whoever forgets it. */
final class House implements AutoCloseable {

    static final long DAY_MILLIS = 86_400_000;
    static final int RETENTION_DAYS = 7;

    final StoreRig rig = StoreRig.open();
    final Database database = new Database(rig.vertx, StoreConfig.of(new JsonObject().put("database.url", rig.url)));
    final int today = Lots.day(rig.now());
    /** The day, of which there are partitions. */
    final int old = today - RETENTION_DAYS - 1;

    /** One for whoever forgets by single steps. */
    final SqlConnection connection = rig.connect();

    /** The term of the owner of all shards. */
    final long term = rig.takeAll("one").get(0).holding().term();

    House() {
        makeDay(old);
    }

    void makeDay(int day) {
        StoreRig.await(database.transaction(connection -> Days.makeTasks(connection, day)
                .compose(done -> Days.makeHistory(connection, "run", day))
                .compose(done -> Days.makeHistory(connection, "attempt", day))));
    }

    /** Days that a table has partitions of. */
    Set<Integer> days(String table) {
        return StoreRig.await(database.with(connection -> Days.of(connection, table)));
    }

    void round() {
        StoreRig.await(rounding());
    }

    Future<Void> rounding() {
        DatabaseTime time = new DatabaseTime(database, Clock.system());
        return time.sample().compose(sampled -> new Housekeeping(
                        database, new Leases(database, database), time, new Lots(), RETENTION_DAYS)
                .round());
    }

    /** Creates a task that was due on the day, in the lot of that day or in another. */
    NewTask once(String id, int lot) {
        NewTask task = StoreRig.chosen(id, new Trigger.At(old * DAY_MILLIS + 5));
        rig.create(task);
        rig.sql("UPDATE task SET lot = $2, due = nominal, created_at = nominal WHERE id = $1", id, lot);
        return task;
    }

    /** Records an outcome at a moment of a day. */
    void end(String id, Outcome outcome, int day) {
        Pending pending = rig.pending(id);
        AttemptMade made = new AttemptMade(1, day * DAY_MILLIS + 10, day * DAY_MILLIS + 11, null);
        Settlement ended = StoreRig.settlement(pending, term, made, new Settlement.Ended(outcome, null, null));
        assertEquals(List.of(true), rig.settle(ended));
    }

    /** Writes an occurrence beside the schedule, as a revival does. */
    void beside(String id) {
        rig.sql("""
                INSERT INTO occurrence (task_id, scheduled_for, shard, due)
                SELECT id, nominal - interval '1 s', shard, now() FROM task WHERE id = $1
                """, id);
    }

    List<String> pending() {
        return rig.pending().stream().map(Pending::id).sorted().toList();
    }

    @Nullable
    Outcome outcome(String id) {
        return Objects.requireNonNull(rig.task(id).lastRun(), id).outcome();
    }

    Future<Changed> changing(TaskChange change) {
        return rig.asking(new StoreMessage.Change(StoreRig.shard(change.id()), term, change));
    }

    @Override
    public void close() {
        StoreRig.await(database.close());
        rig.close();
    }
}
