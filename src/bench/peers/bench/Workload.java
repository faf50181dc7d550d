package bench;

/** The kinds of work. */
enum Workload {
    /** Jobs created one by one, a number of them at once. */
    ENQUEUE,
    /** Jobs created many at a time. */
    BULK,
    /** Jobs that were due before, run as fast as may be. */
    DRAIN,
    /** Jobs created, due at once and run, all at the same time. */
    LIFE,
    /** Jobs at a steady rate and random instants. */
    LATENESS
}
