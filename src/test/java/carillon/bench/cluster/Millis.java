package carillon.bench.cluster;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Durations in milliseconds, by rank. */
final class Millis {

    private final long[] sorted;

    private Millis(long[] sorted) {
        this.sorted = sorted;
    }

    static Millis of(LongStream millis) {
        long[] all = millis.toArray();
        Arrays.sort(all);
        return new Millis(all);
    }

    /** The one that so many of a hundred do not exceed; -1 if there is none. */
    long percentile(int percent) {
        return sorted.length == 0 ? -1 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    long max() {
        return percentile(100);
    }

    String text() {
        return "p50 %d, p99 %d, max %d ms (of %d)".formatted(percentile(50), percentile(99), max(), sorted.length);
    }

    JsonObject json() {
        return new JsonObject()
                .put("p50Millis", percentile(50))
                .put("p99Millis", percentile(99))
                .put("maxMillis", max())
                .put("count", sorted.length);
    }
}
