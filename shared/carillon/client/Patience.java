package carillon.client;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long one call goes on trying. The pauses grow from a tenth of a second to two, less up to a half by chance. */
final class Patience {

    private static final Duration PAUSE_MIN = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(2);

    private final Time time;
    private final long start;
    private final Duration most;
    private Duration pause = PAUSE_MIN;

    Patience(Time time, Duration most) {
        this.time = time;
        this.start = time.nanoTime();
        this.most = most;
    }

    /**
     * Waits before the next try.
     *
     * @param asked how long the node wants to be left alone; null where it does not say
     * @return false, at once, if that would take too long
     * @throws UncheckedIOException if the thread is interrupted, which it then stays
     */
    boolean pause(@Nullable Duration asked) {
        long nanos = pause.toNanos();
        Duration next =
                asked == null ? Duration.ofNanos(ThreadLocalRandom.current().nextLong(nanos / 2, nanos)) : asked;
        if (Duration.ofNanos(time.nanoTime() - start).plus(next).compareTo(most) > 0) {
            return false;
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX;
        try {
            time.pause(next);
            return true;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Keeps the thread interrupted, and tells the caller. */
    static UncheckedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new UncheckedIOException(new InterruptedIOException("interrupted while waiting for a node"));
    }
}
