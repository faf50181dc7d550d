package carillon.http;

import carillon.bus.Bus;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.json.TaskEncoder;
import carillon.message.RunView;
import carillon.message.RunView.Stage;
import carillon.message.Standing;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Find;
import carillon.message.StoreMessage.ListRuns;
import carillon.message.StoreMessage.ListTasks;
import carillon.message.TaskFilter;
import carillon.message.TaskView;
import carillon.task.TaskState;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /tasks}, {@code /tasks/{id}} and {@code /tasks/{id}/runs}. */
final class Readings {

    private final Bus bus;
    private final Standings standings;

    Readings(Bus bus, Standings standings) {
        this.bus = bus;
        this.standings = standings;
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
                    return overlaid(List.of(task), 0);
                })
                .map(tasks -> Answer.task(200, tasks.getFirst()));
    }

    /**
     * Whoever asks for a state, or for what waits, gets that by the word of the owners, so that a page may become
     * shorter.
     */
    Future<Answer> tasks(RoutingContext request) {
        Query query = Query.of(request);
        query.requireOnly(
                "state",
                "lastOutcome",
                "action",
                "queue",
                "label",
                "dueBefore",
                "dueAfter",
                "order",
                "limit",
                "cursor",
                Query.WAITING);
        TaskFilter filter = query.filter();
        return page(new ListTasks(filter, query.cursor(), query.limit()))
                .compose(page -> overlaid(page.tasks(), page.readAt())
                        .map(tasks -> tasks.stream()
                                .filter(task -> filter.state() == null || filter.state() == task.state())
                                .filter(task -> !filter.dueNow() || task.waitsFor() != null)
                                .toList())
                        .map(tasks -> Answer.json(200, TaskEncoder.tasks(tasks, page.cursor()))));
    }

    Future<Answer> runs(RoutingContext request) {
        String id = TaskPath.id(request);
        Query query = Query.of(request);
        query.requireOnly("limit", "cursor");
        return page(new ListRuns(id, query.cursor(), query.limit())).compose(page -> {
            if (!page.known()) {
                throw Refusal.unknownTask(id);
            }
            boolean ended = page.runs().stream().allMatch(run -> run.stage() == Stage.ENDED);
            Future<List<Standing>> underWay = ended
                    ? Future.succeededFuture(List.of())
                    : standings.of(Map.of(id, Objects.requireNonNullElse(page.queue(), id)));
            return underWay.map(
                    known -> Answer.json(200, TaskEncoder.runs(overlay(page.runs(), known), page.cursor())));
        });
    }

    /**
     * Asks owners about tasks, but not about those of which nothing had begun when they were read.
     *
     * @param readAt by the database's clock; 0 if it is not known, or none is to be left out
     */
    private Future<List<TaskView>> overlaid(List<TaskView> tasks, long readAt) {
        Map<String, String> keys = new HashMap<>();
        tasks.stream()
                .filter(task -> !task.state().isTerminal() && !task.liesAheadOf(readAt))
                .forEach(task -> keys.put(task.id(), task.shardKey()));
        return standings.of(keys).map(underWay -> {
            Set<String> running = new HashSet<>();
            Map<String, @Nullable String> waiting = new HashMap<>();
            for (Standing standing : underWay) {
                String id = standing.occurrence().id();
                switch (standing.stage()) {
                    case RUNNING -> running.add(id);
                    case WAITING -> waiting.putIfAbsent(id, standing.reason());
                    case UPCOMING, PAUSED, RETRYING, DUE, ENDED -> {}
                }
            }
            return tasks.stream()
                    .map(task -> running.contains(task.id()) ? task.withState(TaskState.RUNNING) : task)
                    .map(task -> task.withWaitsFor(waiting.get(task.id())))
                    .toList();
        });
    }

    private static List<RunView> overlay(List<RunView> runs, List<Standing> underWay) {
        Map<Long, Standing> byInstant = new HashMap<>();
        underWay.forEach(standing -> byInstant.put(standing.occurrence().scheduledFor(), standing));
        return runs.stream()
                .map(run -> {
                    Standing standing = byInstant.get(run.scheduledFor());
                    return standing == null || run.stage() == Stage.ENDED ? run : run.withStanding(standing);
                })
                .toList();
    }

    private <R extends Message, Q extends StoreMessage & Request<R>> Future<R> page(Q message) {
        return ask(message).recover(failure -> Future.failedFuture(Failures.ofPage(failure)));
    }

    private <R extends Message, Q extends StoreMessage & Request<R>> Future<R> ask(Q message) {
        return bus.request(StoreMessage.ADDRESS, message, HttpLimits.STORE_ANSWER_MILLIS);
    }
}
