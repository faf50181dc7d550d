package carillon.client;

import java.util.Optional;
import java.util.function.Consumer;

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
        return change("/tasks/pause");
    }

    /** Lets them fire again. */
    public Progress resume() {
        return change("/tasks/resume");
    }

    /** Cancels them; of an attempt that runs no retry follows. */
    public Progress cancel() {
        return change("/tasks/cancel");
    }

    private Progress change(String path) {
        BulkPass pass = new BulkPass(wire, path, filter.changed(), listener);
        Optional<Progress> end = Optional.empty();
        while (end.isEmpty()) {
            end = wire.repeatedly(true, pass::goOn);
        }
        return end.get();
    }
}
