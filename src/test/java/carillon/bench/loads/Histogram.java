package carillon.bench.loads;

import io.vertx.core.json.JsonObject;

/**
 * Durations in microseconds, of which any number takes the same memory: each is kept to a hundred and twenty-eighth of
 * its length, rounded down; the least and the greatest exactly. Safe for use from any thread.
 */
final class Histogram {

    private static final int STEP_BITS = 7;
    private static final int STEPS = 1 << STEP_BITS;
    private static final double MICROS_PER_MILLI = 1_000;

    private final long[] counts = new long[(Long.SIZE - STEP_BITS) * STEPS];
    private long count;
    private long early;
    private long max = Long.MIN_VALUE;

    /** One that is less than zero was early: it counts as zero, and as early. */
    synchronized void add(long micros) {
        counts[index(Math.max(0, micros))]++;
        count++;
        early += micros < 0 ? 1 : 0;
        max = Math.max(max, micros);
    }

    synchronized long count() {
        return count;
    }

    synchronized long early() {
        return early;
    }

    /** The one that such a share of all do not exceed, in milliseconds; not a number if there is none. */
    synchronized double millis(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long rank = Math.max(1, (long) Math.ceil(share * count));
        int index = 0;
        for (long seen = counts[0]; seen < rank; seen += counts[index]) {
            index++;
        }
        return Math.min(micros(index), Math.max(0, max)) / MICROS_PER_MILLI;
    }

    synchronized double maxMillis() {
        return count == 0 ? Double.NaN : max / MICROS_PER_MILLI;
    }

    /** Percentiles, as far as there are any. */
    synchronized JsonObject json() {
        JsonObject json = new JsonObject().put("count", count).put("early", early);
        return count == 0
                ? json
                : json.put("p50Millis", millis(0.5))
                        .put("p90Millis", millis(0.9))
                        .put("p99Millis", millis(0.99))
                        .put("p999Millis", millis(0.999))
                        .put("maxMillis", maxMillis());
    }

    /** What {@link #json} says, for people. */
    static String text(JsonObject json) {
        return json.getLong("count") == 0
                ? "none"
                : "p50 %.2f, p99 %.2f, p99.9 %.2f, max %.2f ms (of %d, %d early)"
                        .formatted(
                                json.getDouble("p50Millis"),
                                json.getDouble("p99Millis"),
                                json.getDouble("p999Millis"),
                                json.getDouble("maxMillis"),
                                json.getLong("count"),
                                json.getLong("early"));
    }

    private static int index(long micros) {
        int exponent = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(micros | 1) - STEP_BITS);
        return exponent * STEPS + (int) (micros >> exponent);
    }

    private static long micros(int index) {
        int exponent = Math.max(0, index / STEPS - 1);
        return (long) (index - exponent * STEPS) << exponent;
    }
}
