package carillon.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The answers to the lines of one request, in the order of the lines. What is known at the same turn of the event loop
 * goes out together.
 *
 * <p>For use on the event loop of {@code context}.
 */
final class LineAnswers {

    private static final Buffer END = Buffer.buffer("\n");

    private final HttpServerResponse response;
    private final Context context;
    private final UnreadAnswers unread;
    private final Runnable onProgress;
    private final Deque<Future<Buffer>> open = new ArrayDeque<>();
    private final Promise<Void> allGiven = Promise.promise();
    private long bytesUnread;
    private boolean flushing;
    private boolean last;
    private boolean gone;

    /**
     * Begins the response.
     *
     * @param unread counts what the client has not read
     * @param onProgress called when there is more room than before
     */
    LineAnswers(HttpServerResponse response, Context context, UnreadAnswers unread, Runnable onProgress) {
        this.response = response;
        this.context = context;
        this.unread = unread;
        this.onProgress = onProgress;
        Replies.begin(response, Bodies.LINES);
    }

    /** Takes the answer to the next line, without its line feed, as soon as it will be known. Never fails. */
    void add(Future<Buffer> answer) {
        open.add(answer);
        answer.onComplete(known -> flushSoon());
    }

    /** How many lines wait for an answer of their own or of one before them. */
    int open() {
        return open.size();
    }

    /** How many bytes were given to the connection and not yet taken by the client. */
    long bytesUnread() {
        return bytesUnread;
    }

    /** No line follows. Completes when the last answer was given. */
    Future<Void> end() {
        last = true;
        flushSoon();
        return allGiven.future();
    }

    /** The client is gone, and with it what it had not read. */
    void drop() {
        count(-bytesUnread);
        gone = true;
    }

    private void count(long difference) {
        if (!gone) {
            bytesUnread += difference;
            unread.add(difference);
        }
    }

    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            context.runOnContext(turnOver -> flush());
        }
    }

    private void flush() {
        flushing = false;
        if (response.closed()) {
            open.clear();
            return;
        }
        Buffer known = Buffer.buffer();
        for (Future<Buffer> head = open.peek(); head != null && head.isComplete(); head = open.peek()) {
            known.appendBuffer(head.result()).appendBuffer(END);
            open.remove();
        }
        if (known.length() > 0) {
            write(known);
        }
        if (last && open.isEmpty()) {
            // A client that is gone by now does not need the answers, and nobody else waits for them.
            response.end().onComplete(done -> allGiven.tryComplete());
        }
        onProgress.run();
    }

    private void write(Buffer lines) {
        int length = lines.length();
        count(length);
        response.write(lines).onComplete(taken -> {
            count(-length);
            onProgress.run();
        });
    }
}
