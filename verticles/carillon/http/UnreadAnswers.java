package carillon.http;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The answers to lines that clients have not read yet, of all streams of a node together: they lie in memory outside
 * the heap, of which there may be little.
 *
 * <p>When they are too many, streams stop reading. One that has only a small share goes on nevertheless, so that
 * clients that never read cannot keep those waiting that do.
 */
final class UnreadAnswers implements Shareable {

    private static final String SHARED = "carillon.http.unread";

    private final AtomicLong bytes = new AtomicLong();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /** Those of a node. */
    static UnreadAnswers of(Vertx vertx) {
        return vertx.sharedData()
                .<String, UnreadAnswers>getLocalMap(SHARED)
                .computeIfAbsent(SHARED, name -> new UnreadAnswers());
    }

    long bytes() {
        return bytes.get();
    }

    /** Counts bytes that were given to a connection; or, if negative, that are there no more. */
    void add(long difference) {
        if (bytes.addAndGet(difference) < HttpLimits.NODE_ANSWER_BYTES_MAX && difference < 0) {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
        }
    }

    boolean isFull() {
        return bytes() >= HttpLimits.NODE_ANSWER_BYTES_MAX;
    }

    /** Whether a stream that has so many of them has to wait for others to have fewer. */
    boolean leaveNoRoom(long ofStream) {
        return ofStream >= HttpLimits.LINE_ANSWER_SHARE_BYTES && isFull();
    }

    /** Has a stream looked after once more when there may be room; on any thread, perhaps at once. */
    void whenRoom(Runnable goOn) {
        waiting.add(goOn);
        if (!isFull() && waiting.remove(goOn)) {
            goOn.run();
        }
    }
}
