package carillon.client;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines of an answer, taken by the thread that asked while others still come in. */
final class LineFeed implements Flow.Subscriber<String> {

    // No line of a node is empty.
    private static final String END = "";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        lines.add(line);
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void onComplete() {
        end();
    }

    /** No line follows. */
    void end() {
        lines.add(END);
    }

    /** The next line, null at the end. */
    @Nullable
    String next(Duration most) throws HttpTimeoutException, InterruptedException {
        String line = lines.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new HttpTimeoutException("no further line within " + most);
        }
        return line.equals(END) ? null : line;
    }
}
