package carillon.store;

import carillon.lease.Shards;
import carillon.message.NewTask;
import carillon.task.Trigger;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;

/** Drafts tasks as they are accepted. For the event loop that it was made on. */
final class Drafts {

    private final Vertx vertx;
    private final DatabaseTime time;
    private final Lots lots;
    private final int shardCount;

    Drafts(Vertx vertx, DatabaseTime time, Lots lots, int shardCount) {
        this.vertx = vertx;
        this.time = time;
        this.lots = lots;
        this.shardCount = shardCount;
    }

    /** Drafts a task at once. */
    Draft of(NewTask task) {
        return of(task, time.latest());
    }

    /**
     * Drafts the tasks of a batch, in their order. The first instant of a recurrence rule may take milliseconds to be
     * found, and that many times over would hold the event loop: a batch with such rules is drafted by a worker.
     */
    Future<List<Draft>> of(List<NewTask> tasks) {
        long acceptedAt = time.latest();
        return tasks.stream().anyMatch(Drafts::isSearched)
                ? vertx.executeBlocking(() -> of(tasks, acceptedAt)).map(Objects::requireNonNull)
                : Future.succeededFuture(of(tasks, acceptedAt));
    }

    private List<Draft> of(List<NewTask> tasks, long acceptedAt) {
        return tasks.stream().map(task -> of(task, acceptedAt)).toList();
    }

    private Draft of(NewTask task, long acceptedAt) {
        return Draft.of(task, Shards.of(task.definition().shardKey(task.id()), shardCount), lots, acceptedAt);
    }

    private static boolean isSearched(NewTask task) {
        return task.definition().trigger() instanceof Trigger.Rrule;
    }
}
