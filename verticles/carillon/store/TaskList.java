package carillon.store;

import carillon.message.StoreMessage.ListTasks;
import carillon.message.StoreMessage.TaskPage;
import carillon.message.TaskFilter;
import carillon.message.TaskFilter.Order;
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
    private static final int STEP_MAX = 2_000;
    /** Tasks that one page may look at. */
    private static final int SCAN_MAX = 5_000;

    private static final long PAYLOAD_BYTES_MAX = 4 << 20;

    private final Database database;
    private final Reading reading;
    private final LabelIndexes labels;
    private final Seal seal;
    private final LongSupplier now;
    private final int shardCount;

    TaskList(Database database, Reading reading, LabelIndexes labels, Seal seal, LongSupplier now, int shardCount) {
        this.database = database;
        this.reading = reading;
        this.labels = labels;
        this.seal = seal;
        this.now = now;
        this.shardCount = shardCount;
    }

    Future<TaskPage> list(ListTasks list) {
        TaskFilter filter = list.filter();
        String name = name(filter);
        Cursor from = seal.open(name, list.cursor(), start(filter));
        TaskMatch match = new TaskMatch(filter, now.getAsLong());
        Page page = new Page(match, Math.clamp(list.limit(), 1, LIMIT_MAX));
        return fill(page, scan(filter, match.now()), from, page.step()).compose(cursor -> views(page)
                .map(views -> new TaskPage(views, cursor == null ? null : seal.close(name, cursor))));
    }

    /** A cursor is of use for this list only. */
    private static String name(TaskFilter filter) {
        return "tasks " + filter.state() + filter.order() + filter.dueBefore() + filter.dueAfter()
                + new TreeMap<>(filter.labels()) + filter.action() + " in " + filter.queue();
    }

    private static Cursor start(TaskFilter filter) {
        Long after = filter.dueAfter();
        return filter.order() == Order.ID || after == null ? Cursor.START : new Cursor(after + 1, "");
    }

    private Scan scan(TaskFilter filter, long at) {
        if (filter.order() == Order.DUE) {
            return new DueScan(database, shardCount, at, filter.dueBefore());
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
        return scan.from(from, step).compose((Stretch stretch) -> Brief.read(database, stretch.places())
                .compose(briefs -> {
                    Cursor cut = page.take(stretch, briefs, from);
                    Cursor next = stretch.next();
                    if (cut != null || next == null || page.isSpent()) {
                        return Future.succeededFuture(cut != null ? cut : next);
                    }
                    return fill(page, scan, next, Math.min(STEP_MAX, step * 2));
                }));
    }

    /** What was settled meanwhile may not belong into the list any more. */
    private Future<List<TaskView>> views(Page page) {
        return reading.allByIds(page.ids).map(tasks -> page.ids.stream()
                .map(tasks::get)
                .filter(Objects::nonNull)
                .map(StoredTask::view)
                .filter(page.match::stillShows)
                .toList());
    }

    /** What was found for a page so far. */
    private static final class Page {

        final List<String> ids = new ArrayList<>();
        private final TaskMatch match;
        private final int limit;
        private long payloadBytes;
        private int looked;

        Page(TaskMatch match, int limit) {
            this.match = match;
            this.limit = limit;
        }

        /** One more than is shown, so that the last page knows that it is the last. */
        int step() {
            return match.takesAll() ? limit + 1 : STEP_FILTERED;
        }

        boolean isSpent() {
            return looked >= SCAN_MAX;
        }

        /** Takes what the filter lets through; answers where the page was full, or null if it is not. */
        @Nullable
        Cursor take(Stretch stretch, Map<String, Brief> briefs, Cursor from) {
            Cursor last = from;
            for (Cursor place : stretch.places()) {
                Brief task = briefs.get(place.id());
                if (task != null && match.shows(task)) {
                    payloadBytes += task.payloadBytes();
                    if (ids.size() == limit || payloadBytes > PAYLOAD_BYTES_MAX && !ids.isEmpty()) {
                        return last;
                    }
                    ids.add(task.id());
                }
                last = place;
            }
            looked += stretch.looked();
            return null;
        }
    }
}
