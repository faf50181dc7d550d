package bench.peer;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long calls took, to a thirty-second of their length. Any thread may tell. */
final class Times {
    private static final int STEPS = 32;
    private static final int STEP_BITS = 5;

    private volatile AtomicLongArray counts = new AtomicLongArray(Long.SIZE * STEPS);

    void took(long nanos) {
        counts.incrementAndGet(index(Math.max(STEPS, nanos / 1000)));
    }

    /** Forgets what was told so far. */
    void reset() {
        counts = new AtomicLongArray(Long.SIZE * STEPS);
    }

    /** Percentiles in milliseconds; empty if nothing was told. */
    JsonObject percentiles() {
        long all = 0;
        for (int i = 0; i < counts.length(); i++) {
            all += counts.get(i);
        }
        return all == 0
                ? new JsonObject()
                : new JsonObject().put("p50", at(0.5, all)).put("p99", at(0.99, all));
    }

    private double at(double share, long all) {
        long rank = (long) Math.ceil(share * all);
        int index = -1;
        while (rank > 0) {
            rank -= counts.get(++index);
        }
        return micros(index) / 1000.0;
    }

    private static int index(long micros) {
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - STEP_BITS;
        return exponent * STEPS + (int) (micros >> exponent) - STEPS;
    }

    private static long micros(int index) {
        return (long) (STEPS + index % STEPS) << (index / STEPS);
    }
}
