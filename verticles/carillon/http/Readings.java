package carillon.http;

import carillon.bus.Bus;
import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.json.TaskEncoder;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Find;
import carillon.message.StoreMessage.ListRuns;
import carillon.message.StoreMessage.ListTasks;
import carillon.message.TaskView;
import carillon.task.TaskState;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /tasks}, {@code /tasks/{id}} and {@code /tasks/{id}/runs}. */
final class Readings {

    private final Bus bus;
    private final Owners owners;

    Readings(Bus bus, Owners owners) {
        this.bus = bus;
        this.owners = owners;
    }

    /** The task as stored, with what its owner knows better: whether it is running. */
    Future<Answer> task(RoutingContext request) {
        String id = TaskPath.id(request);
        Query.of(request).requireOnly();
        return ask(new Find(id))
                .compose(found -> {
                    TaskView task = found.task();
                    if (task == null) {
                        throw Refusal.unknownTask(id);
                    }
                    return (task.state().isTerminal() ? Future.succeededFuture(false) : owners.isRunning(id))
                            .map(running -> running ? task.withState(TaskState.RUNNING) : task);
                })
                .map(task -> Answer.task(200, task));
    }

    Future<Answer> tasks(RoutingContext request) {
        Query query = Query.of(request);
        query.requireOnly("state", "action", "label", "dueBefore", "limit", "cursor");
        String cursor = query.cursor();
        return page(new ListTasks(query.filter(), cursor, query.limit()))
                .map(page -> Answer.json(200, TaskEncoder.tasks(page.tasks(), page.cursor())));
    }

    Future<Answer> runs(RoutingContext request) {
        String id = TaskPath.id(request);
        Query query = Query.of(request);
        query.requireOnly("limit", "cursor");
        return page(new ListRuns(id, query.cursor(), query.limit())).map(page -> {
            if (!page.known()) {
                throw Refusal.unknownTask(id);
            }
            return Answer.json(200, TaskEncoder.runs(page.runs(), page.cursor()));
        });
    }

    /** The store alone can tell whether a cursor is one of its own. */
    private <R extends Message, Q extends StoreMessage & Request<R>> Future<R> page(Q message) {
        return ask(message)
                .recover(failure -> Future.failedFuture(
                        failure instanceof BusFailure known && known.code() == FailureCode.REFUSED
                                ? Refusal.parameter("cursor", "is none that a page ended with")
                                : failure));
    }

    private <R extends Message, Q extends StoreMessage & Request<R>> Future<R> ask(Q message) {
        return bus.request(StoreMessage.ADDRESS, message, HttpLimits.STORE_ANSWER_MILLIS);
    }
}
