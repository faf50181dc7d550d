package carillon.http;

import carillon.bus.Bus;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.ListTasks;
import carillon.message.TaskChange;
import carillon.message.TaskFilter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One change under way to every task of a list, a page at a time. For use on one event loop. */
final class BulkChange {

    private final Bus bus;
    private final Owners owners;
    private final TaskFilter filter;
    private final Function<String, TaskChange> change;
    private final BulkProgress progress;
    private final Promise<Void> ended = Promise.promise();

    BulkChange(Bus bus, Owners owners, TaskFilter filter, Function<String, TaskChange> change, BulkProgress progress) {
        this.bus = bus;
        this.owners = owners;
        this.filter = filter;
        this.change = change;
        this.progress = progress;
    }

    /** Goes through the list from a cursor on. Completes when every page was done, or the client is gone. */
    Future<Void> from(@Nullable String cursor) {
        page(cursor);
        return ended.future();
    }

    // Not by one future after the other: a list has thousands of pages, and a chain of futures ends in one deep call.
    private void page(@Nullable String cursor) {
        bus.request(
                        StoreMessage.ADDRESS,
                        new ListTasks(filter, cursor, HttpLimits.BULK_PAGE),
                        HttpLimits.STORE_ANSWER_MILLIS)
                .recover(failure -> Future.failedFuture(Failures.ofPage(failure)))
                .compose(found -> InTurn.each(
                                found.tasks(), HttpLimits.BULK_TASKS_AT_ONCE, task -> apply(change.apply(task.id())))
                        .map(all -> found.cursor()))
                .compose(next -> progress.report(next).map(next))
                .onComplete(
                        next -> {
                            if (next == null || progress.isUnread()) {
                                ended.complete();
                            } else {
                                page(next);
                            }
                        },
                        ended::fail);
    }

    private Future<?> apply(TaskChange one) {
        return owners.apply(one)
                .onSuccess(changed -> progress.count(one.id(), changed.status()))
                .onFailure(failure -> progress.fail(one.id(), Failures.toRefusal(failure)))
                .otherwiseEmpty();
    }
}
