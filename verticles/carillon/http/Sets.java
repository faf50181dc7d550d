package carillon.http;

import carillon.bus.Bus;
import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.Changed;
import carillon.message.SetMessage;
import carillon.message.SetMessage.Keep;
import carillon.message.SetMessage.Kept;
import carillon.message.SetMessage.Update;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Find;
import carillon.message.StoreMessage.ListTasks;
import carillon.message.TaskChange;
import carillon.message.TaskFilter;
import carillon.message.TaskView;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tasks of a set what they should be, through the owners of their shards. If it fails half way, what was done
 * stays done, and doing it again does the rest.
 *
 * <p>For use on one event loop.
 */
final class Sets {

    private final Vertx vertx;
    private final Bus bus;
    private final Owners owners;
    private final Counter accepted;

    Sets(Vertx vertx, Bus bus, Owners owners, Counter accepted) {
        this.vertx = vertx;
        this.bus = bus;
        this.owners = owners;
        this.accepted = accepted;
    }

    /** What was done, or would be; fails with a {@link Refusal} of status 409 while a task may not be changed. */
    Future<Kept> keep(Keep order) {
        Map<String, TaskView> known = new HashMap<>();
        return findMembers(order.set(), null, known)
                .compose(members -> findOthers(order, known))
                .compose(others -> vertx.executeBlocking(() -> SetPlan.of(order, known)))
                .map(Objects::requireNonNull)
                .compose(plan -> order.dryRun() || !plan.foreseen().clashes().isEmpty()
                        ? Future.succeededFuture(plan.foreseen())
                        : carryOut(plan));
    }

    private Future<?> findMembers(String set, @Nullable String cursor, Map<String, TaskView> into) {
        TaskFilter filter = TaskFilter.ALL.withLabels(Map.of(SetMessage.LABEL, set));
        ListTasks page = new ListTasks(filter, cursor, HttpLimits.PAGE_MAX);
        return bus.request(StoreMessage.ADDRESS, page, HttpLimits.STORE_ANSWER_MILLIS)
                .compose(found -> {
                    found.tasks().forEach(task -> into.put(task.id(), task));
                    String next = found.cursor();
                    return next == null ? Future.succeededFuture() : findMembers(set, next, into);
                });
    }

    /** Those that have one of the ids, but not the label: of no set yet, or of another. */
    private Future<?> findOthers(Keep order, Map<String, TaskView> into) {
        List<String> ids = order.tasks().stream()
                .map(declared -> declared.task().id())
                .filter(id -> !into.containsKey(id))
                .toList();
        return InTurn.each(ids, HttpLimits.SET_TASKS_AT_ONCE, id -> bus.request(
                        StoreMessage.ADDRESS, new Find(id), HttpLimits.STORE_ANSWER_MILLIS)
                .onSuccess(found -> {
                    TaskView task = found.task();
                    if (task != null) {
                        into.put(id, task);
                    }
                }));
    }

    private Future<Kept> carryOut(SetPlan plan) {
        Set<String> same = new HashSet<>();
        Function<TaskChange, Future<?>> making = change -> owners.apply(change).compose(changed -> {
            switch (changed.status()) {
                case CREATED -> accepted.increment();
                case SAME -> same.add(change.id());
                case CHANGED, PARTLY, RUNNING, UNKNOWN -> {}
                case NOT_NOW -> {
                    return Future.failedFuture(Conflicts.of(change, changed));
                }
                case STALE_VERSION, ELSEWHERE, NOT_OWNER -> {
                    return Future.failedFuture(new BusFailure(FailureCode.UNAVAILABLE, told(change, changed)));
                }
            }
            return Future.succeededFuture();
        });
        return InTurn.each(plan.changes(), HttpLimits.SET_TASKS_AT_ONCE, making)
                .map(done -> without(plan.foreseen(), same));
    }

    private static String told(TaskChange change, Changed changed) {
        return "the task " + change.id() + " could not be changed: " + changed.status();
    }

    /** Somebody else, who applies the same set, may have been first. */
    private static Kept without(Kept foreseen, Set<String> same) {
        if (same.isEmpty()) {
            return foreseen;
        }
        List<String> removed = foreseen.removed();
        Set<String> unchanged = new HashSet<>(same);
        removed.forEach(unchanged::remove);
        unchanged.addAll(foreseen.unchanged());
        List<String> created =
                foreseen.created().stream().filter(id -> !same.contains(id)).toList();
        List<Update> updated = foreseen.updated().stream()
                .filter(update -> !same.contains(update.id()))
                .toList();
        return new Kept(created, updated, removed, unchanged.stream().sorted().toList(), List.of());
    }
}
