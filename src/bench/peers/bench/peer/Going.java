package bench.peer;

import java.util.concurrent.atomic.LongAdder;

/** Whether load goes on, and how much of it is done. */
final class Going {
    private final LongAdder done = new LongAdder();
    private final Times times = new Times();
    private volatile boolean on = true;
    private volatile Throwable failure;

    /** How long each call took, where that is of interest. */
    Times times() {
        return times;
    }

    boolean on() {
        return on;
    }

    void stop() {
        on = false;
    }

    void add(long more) {
        done.add(more);
    }

    long done() {
        return done.sum();
    }

    /** What broke stops all. */
    void fail(Throwable why) {
        failure = why;
        on = false;
    }

    /** Throws what broke, if anything did. */
    void check() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }
}
