package carillon.client;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One change to every task that a filter shows, 500 at a time. It goes on where it broke off, as long as it gets on:
 * doing a page twice does no harm. Tasks that are created meanwhile may or may not be met.
 */
public final class Bulk {

    private final Wire wire;
    private final Filter filter;
    private final Consumer<Progress> listener;

    Bulk(Wire wire, Filter filter, Consumer<Progress> listener) {
        this.wire = wire;
        this.filter = filter;
        this.listener = listener;
    }

    /** Tells the listener after each page, on the calling thread, what was done in all so far. */
    public Bulk onProgress(Consumer<Progress> listener) {
        return new Bulk(wire, filter, listener);
    }

    /** Stops them from firing. */
    public Progress pause() {
        return change("/tasks/pause", filter.changed());
    }

    /** Lets them fire again. */
    public Progress resume() {
        return change("/tasks/resume", filter.changed());
    }

    /** Cancels them; of an attempt that runs no retry follows. */
    public Progress cancel() {
        return change("/tasks/cancel", filter.changed());
    }

    /** Fires every dead occurrence of theirs again, now; see {@link #revive(Instant, Instant)}. */
    public Progress revive() {
        return revive(null, null);
    }

    /**
     * Fires those of their dead occurrences again, now, whose nominal instants lie between two others. A page that is
     * done twice revives what has died again meanwhile. A task that has more than a thousand of them counts as failed,
     * with status 409: the earliest were revived, and the same call again goes on.
     *
     * @param after not included; null for an open end
     * @param before not included; null for an open end
     */
    public Progress revive(@Nullable Instant after, @Nullable Instant before) {
        return change(
                "/tasks/revive", filter.changed().with("scheduledAfter", after).with("scheduledBefore", before));
    }

    private Progress change(String path, Query query) {
        BulkPass pass = new BulkPass(wire, path, query, listener);
        Optional<Progress> end = Optional.empty();
        while (end.isEmpty()) {
            end = wire.repeatedly(true, pass::goOn);
        }
        return end.get();
    }
}
