package bench;

import io.vertx.core.json.JsonObject;

/**
 * What came of one run.
 *
 * @param used while the jobs that count were done, with their number
 * @param rowWrites a job, over the whole life of the process
 * @param told what the process told besides, such as its version, its settings, and how late jobs were
 */
record Result(Contender contender, Step step, int round, Meter used, double rowWrites, JsonObject told) {
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

    /** Of the processor, for a job, in millionths of a second. */
    double micros(double seconds) {
        return seconds * 1e6 / used.jobs();
    }

    double walBytes() {
        return used.walBytes() / (double) used.jobs();
    }

    JsonObject json() {
        return new JsonObject()
                .put("work", step.title())
                .put("peer", contender.name())
                .put("round", round)
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
