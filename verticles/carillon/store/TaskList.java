package carillon.store;

import carillon.message.StoreMessage.ListTasks;
import carillon.message.TaskFilter;
import carillon.message.TaskFilter.Order;
import carillon.message.TaskPage;
import carillon.message.TaskView;
import carillon.store.Scan.Stretch;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lists tasks in the order of their ids, or of the instants at which they fire next.
 *
 * <p>A scan goes along an index, a filter lets tasks through. A page looks at a bounded number of tasks: it may be
 * empty and yet not the last.
 */
final class TaskList {

    private static final int LIMIT_MAX = 1_000;
    private static final int STEP_FILTERED = 1_000;
    /** Tasks that one page may look at. */
    private static final int SCAN_MAX = 5_000;

    private static final long PAYLOAD_BYTES_MAX = 4 << 20;

    private final Database database;
    private final Reading reading;
    private final LabelIndexes labels;
    private final Seal seal;
    private final LongSupplier now;
    private final int shardCount;
    private final StoreMetrics metrics;

    TaskList(
            Database database, LabelIndexes labels, Seal seal, LongSupplier now, int shardCount, StoreMetrics metrics) {
        this.database = database;
        reading = new Reading(database);
        this.labels = labels;
        this.seal = seal;
        this.now = now;
        this.shardCount = shardCount;
        this.metrics = metrics;
    }

    Future<TaskPage> list(ListTasks list) {
        TaskFilter filter = list.filter();
        String name = name(filter);
        Cursor from = seal.open(name, list.cursor(), start(filter));
        TaskMatch match = new TaskMatch(filter, now.getAsLong());
        Scan scan = scan(filter, match.now());
        Page page = new Page(match, match.takesAll(scan), Math.clamp(list.limit(), 1, LIMIT_MAX));
        return fill(page, scan, from, page.step())
                .compose(cursor -> metrics.measured(scan.name(), "tasks", () -> read(page, filter.order(), cursor)))
                .map(read -> {
                    Cursor next = read.next();
                    return new TaskPage(read.tasks(), next == null ? null : seal.close(name, next), now.getAsLong());
                });
    }

    /** A cursor is of use for this list only. */
    private static String name(TaskFilter filter) {
        return "tasks " + filter.state() + filter.order() + filter.dueBefore() + filter.dueAfter()
                + new TreeMap<>(filter.labels()) + filter.action() + " in " + filter.queue() + filter.lastOutcome()
                + filter.dueNow();
    }

    private static Cursor start(TaskFilter filter) {
        Long after = filter.dueAfter();
        return filter.order() == Order.ID || after == null ? Cursor.START : new Cursor(after + 1, "");
    }

    /** Before which instant everything is due that a list shows, or null. */
    private static @Nullable Long end(TaskFilter filter, long at) {
        Long before = filter.dueBefore();
        return filter.dueNow() ? Long.valueOf(before == null ? at : Math.min(before, at)) : before;
    }

    private Scan scan(TaskFilter filter, long at) {
        if (filter.order() == Order.DUE) {
            return new DueScan(database, shardCount, at, end(filter, at));
        }
        for (Map.Entry<String, String> label : new TreeMap<>(filter.labels()).entrySet()) {
            if (labels.isReady(label.getKey())) {
                return IdScan.labelled(database, label.getKey(), label.getValue());
            }
        }
        return IdScan.all(database);
    }

    /** Fills a page, stretch by stretch; answers the cursor behind it, or null at the end of the list. */
    private Future<@Nullable Cursor> fill(Page page, Scan scan, Cursor from, int step) {
        return metrics.measured(scan.name(), "places", () -> scan.from(from, step))
                .compose((Stretch stretch) -> briefs(page, scan, stretch).compose(briefs -> {
                    Cursor cut = page.take(stretch, briefs, from);
                    Cursor next = stretch.next();
                    if (cut != null || next == null || page.isSpent()) {
                        return Future.succeededFuture(cut != null ? cut : next);
                    }
                    return fill(page, scan, next, Math.min(Scan.SIZE_MAX, step * 2));
                }));
    }

    private Future<Map<String, Brief>> briefs(Page page, Scan scan, Stretch stretch) {
        return page.takesAll
                ? Future.succeededFuture(Map.of())
                : metrics.measured(
                        scan.name(),
                        "briefs",
                        () -> Brief.read(database, stretch.places(), page.match.asksForOutcomes()));
    }

    /** What was settled meanwhile may not belong into the list any more. */
    private Future<Read> read(Page page, Order order, @Nullable Cursor end) {
        List<String> ids = page.places.stream().map(Cursor::id).toList();
        return reading.firstByIds(ids, order, PAYLOAD_BYTES_MAX).map(found -> {
            List<Cursor> there = page.places.stream()
                    .filter(place -> found.containsKey(place.id()))
                    .toList();
            boolean whole = there.isEmpty() || there.size() == ids.size();
            List<TaskView> views = there.stream()
                    .map(place -> found.get(place.id()))
                    .filter(Objects::nonNull)
                    .map(StoredTask::view)
                    .filter(page.match::stillShows)
                    .toList();
            return new Read(views, whole ? end : there.getLast());
        });
    }

    /** Tasks of a page, and where to go on, or null at the end. */
    private record Read(List<TaskView> tasks, @Nullable Cursor next) {}

    /** What was found for a page so far. */
    private static final class Page {

        final List<Cursor> places = new ArrayList<>();
        final boolean takesAll;
        private final TaskMatch match;
        private final int limit;
        private int looked;

        Page(TaskMatch match, boolean takesAll, int limit) {
            this.match = match;
            this.takesAll = takesAll;
            this.limit = limit;
        }

        /** One more than is shown, so that the last page knows that it is the last. */
        int step() {
            return takesAll ? limit + 1 : STEP_FILTERED;
        }

        boolean isSpent() {
            return looked >= SCAN_MAX;
        }

        /** Takes what the filter lets through; answers where the page was full, or null if it is not. */
        @Nullable
        Cursor take(Stretch stretch, Map<String, Brief> briefs, Cursor from) {
            Cursor last = from;
            for (Cursor place : stretch.places()) {
                if (takesAll || shows(briefs.get(place.id()))) {
                    if (places.size() == limit) {
                        return last;
                    }
                    places.add(place);
                }
                last = place;
            }
            looked += stretch.looked();
            return null;
        }

        private boolean shows(@Nullable Brief task) {
            return task != null && match.shows(task);
        }
    }
}
