package bench.peer;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts the runs of jobs and keeps how late they were. Any thread may call. */
public final class Calls {
    private record Recording(long from, long to, long[] micros, AtomicInteger next) {}

    private final LongAdder count = new LongAdder();
    private volatile Recording recording = new Recording(0, 0, new long[0], new AtomicInteger());

    /** Makes one that has counted nothing. */
    public Calls() {}

    /** A job that was due at this instant, in milliseconds since 1970, runs now. */
    public void called(long due) {
        count.increment();
        Recording now = recording;
        if (due >= now.from && due < now.to) {
            int at = now.next.getAndIncrement();
            if (at < now.micros.length) {
                now.micros[at] = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - due * 1000;
            }
        }
    }

    /** How many runs there were. */
    public long count() {
        return count.sum();
    }

    /** Begins to keep the lateness of jobs that are due from the one instant to the other. */
    public void record(long from, long to, int jobsMax) {
        recording = new Recording(from, to, new long[jobsMax], new AtomicInteger());
    }

    /** How many were kept, how many were early, and percentiles in milliseconds. */
    public JsonObject lateness() {
        Recording all = recording;
        long[] sorted = Arrays.copyOf(all.micros, Math.min(all.next.get(), all.micros.length));
        Arrays.sort(sorted);
        JsonObject told = new JsonObject().put("called", all.next.get());
        told.put("early", Arrays.stream(sorted).filter(micros -> micros < 0).count());
        if (sorted.length > 0) {
            told.put("p50", at(sorted, 0.5)).put("p90", at(sorted, 0.9)).put("p99", at(sorted, 0.99));
            told.put("p999", at(sorted, 0.999)).put("max", at(sorted, 1));
        }
        return told;
    }

    private static double at(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, rank)] / 1000.0;
    }
}
