package carillon.http;

import carillon.bus.Bus;
import carillon.message.TaskChange;
import carillon.message.TaskFilter;
import carillon.task.TaskState;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code POST /tasks/pause}, {@code /resume}, {@code /cancel} and {@code /revive}: one change to every task that a list
 * with the same filters shows, page by page, with a line of progress for each page.
 *
 * <p>For use on one event loop.
 */
final class BulkChanges {

    private static final String[] PARAMETERS = {
        "state", "lastOutcome", "action", "queue", "label", "dueBefore", "dueAfter", "cursor", "all"
    };
    private static final String AFTER = "scheduledAfter";
    private static final String BEFORE = "scheduledBefore";
    private static final String[] PARAMETERS_OF_REVIVAL =
            Stream.concat(Stream.of(PARAMETERS), Stream.of(AFTER, BEFORE)).toArray(String[]::new);

    private final Bus bus;
    private final Owners owners;
    private int underWay;

    BulkChanges(Bus bus, Owners owners) {
        this.bus = bus;
        this.owners = owners;
    }

    void pause(RoutingContext request) {
        begin(request, PARAMETERS, query -> TaskChange.Pause::new);
    }

    void resume(RoutingContext request) {
        begin(request, PARAMETERS, query -> TaskChange.Resume::new);
    }

    void cancel(RoutingContext request) {
        begin(request, PARAMETERS, query -> TaskChange.Cancel::new);
    }

    /** Which occurrences are meant is a matter of its own: the filters say which tasks. */
    void revive(RoutingContext request) {
        begin(request, PARAMETERS_OF_REVIVAL, query -> {
            Long after = query.instant(AFTER);
            Long before = query.instant(BEFORE);
            return id -> new TaskChange.Revive(id, after, before);
        });
    }

    private void begin(
            RoutingContext request, String[] parameters, Function<Query, Function<String, TaskChange>> changeOf) {
        TaskFilter filter;
        Function<String, TaskChange> change;
        String cursor;
        try {
            Query query = Query.of(request);
            query.requireOnly(parameters);
            filter = query.filter();
            change = changeOf.apply(query);
            cursor = query.cursor();
            requireIntent(filter, query.flag("all"));
            if (underWay >= HttpLimits.BULK_CHANGES_MAX) {
                throw Refusal.busy("too many bulk changes are under way; try again after a moment");
            }
        } catch (Refusal refusal) {
            Replies.send(request.response(), refusal.toAnswer());
            return;
        }
        underWay++;
        BulkProgress progress = new BulkProgress(request.response());
        new BulkChange(bus, owners, filter, change, progress)
                .from(cursor)
                .onSuccess(done -> progress.finish())
                .onFailure(failure -> progress.breakOff(Failures.toRefusal(failure)))
                .onComplete(ended -> underWay--);
    }

    private static void requireIntent(TaskFilter filter, boolean all) {
        if (filter.state() == TaskState.RUNNING) {
            throw Refusal.parameter(
                    "state", "must not be running here: what runs now may have ended when it is changed");
        }
        if (all != filter.equals(TaskFilter.ALL)) {
            throw Refusal.parameter(
                    "all", all ? "goes without filters" : "must be true where no filter says which tasks are meant");
        }
    }
}
