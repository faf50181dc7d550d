package bench;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;

/**
 * What came of one run.
 *
 * @param date of the run, by UTC
 * @param used while the jobs that count were done, with their number
 * @param rowWrites a job, over the whole life of the process
 * @param told what the process told besides, such as its version, its settings, and how late jobs were
 */
record Result(
        Contender contender, Step step, int round, LocalDate date, Meter used, double rowWrites, JsonObject told) {
    double perSecond() {
        return used.jobs() / used.seconds();
    }

    /** A percentile of lateness, or of the time that an answer took; not a number if there is none. */
    double millis(String percentile) {
        return told.getDouble(percentile, Double.NaN);
    }

    /** Whether it could not run what it was given: hundredths of the jobs were never called, or half of them late. */
    boolean fellBehind() {
        if (step.workload() != Workload.LATENESS) {
            return false;
        }
        boolean missing = told.getInteger("called", 0) < told.getInteger("expected", 0) * 0.99;
        return missing || millis("p50") > 1_000;
    }

    /** Whether a drain had nothing left to run before its time was over. */
    boolean emptied() {
        return told.getBoolean("emptied", false);
    }

    /** Whether other than all jobs that were created were run once, as far as that was told. */
    boolean miscounted() {
        return told.containsKey("created") && !told.getLong("created").equals(told.getLong("called"));
    }

    /** What it was that was miscounted. */
    String counts() {
        return "%,d jobs were created, and %,d runs counted".formatted(told.getLong("created"), told.getLong("called"));
    }

    /** Of the processor, for a job, in millionths of a second. */
    double micros(double seconds) {
        return seconds * 1e6 / used.jobs();
    }

    double walBytes() {
        return used.walBytes() / (double) used.jobs();
    }

    /** Reads what {@link #json} wrote. */
    static Result of(JsonObject json) {
        Step step = new Step(
                Workload.valueOf(json.getString("workload")),
                json.getInteger("parameter"),
                json.getInteger("secondsARun"));
        Meter used = new Meter(
                (long) (json.getDouble("seconds") * 1e9),
                json.getLong("jobs"),
                json.getDouble("cpuSecondsOwn"),
                json.getDouble("cpuSecondsClient"),
                json.getDouble("cpuSecondsStore"),
                json.getLong("walBytes"));
        return new Result(
                Contender.named(json.getString("peer")),
                step,
                json.getInteger("round"),
                LocalDate.parse(json.getString("date")),
                used,
                json.getDouble("rowWritesPerJob"),
                json.getJsonObject("told"));
    }

    JsonObject json() {
        return new JsonObject()
                .put("work", step.title())
                .put("workload", step.workload().name())
                .put("parameter", step.parameter())
                .put("secondsARun", step.seconds())
                .put("peer", contender.name())
                .put("round", round)
                .put("date", date.toString())
                .put("seconds", used.seconds())
                .put("jobs", used.jobs())
                .put("jobsPerSecond", perSecond())
                .put("cpuSecondsOwn", used.own())
                .put("cpuSecondsClient", used.client())
                .put("cpuSecondsStore", used.store())
                .put("walBytes", used.walBytes())
                .put("rowWritesPerJob", rowWrites)
                .put("told", told);
    }
}
