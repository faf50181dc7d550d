package bench;

/**
 * A piece of work that every contender is given.
 *
 * @param parameter how many at once, or how many a second
 * @param seconds how long; the second half counts, of lateness all of it
 */
record Step(Workload workload, int parameter, int seconds) {
    String title() {
        return switch (workload) {
            case ENQUEUE -> "Enqueue one by one, %d at once".formatted(parameter);
            case BULK -> "Bulk enqueue";
            case DRAIN -> "Drain of due jobs";
            case LIFE -> "Whole life: create, run, record";
            case LATENESS -> "Lateness at %,d a second".formatted(parameter);
        };
    }

    /** What the process of a peer is told; jobs are how many were loaded before. */
    String command(long jobs) {
        return switch (workload) {
            case ENQUEUE -> "enqueue " + parameter + " " + seconds;
            case BULK -> "bulk " + seconds;
            case DRAIN -> "drain " + jobs + " " + seconds;
            case LIFE -> "life " + seconds;
            case LATENESS -> "lateness " + parameter + " " + seconds;
        };
    }
}
