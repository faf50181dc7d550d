package carillon.task;

/** What becomes of an occurrence that would start later than its {@link MaxLateness} allows. */
public enum WhenLate {
    /** It starts, and is counted as late. */
    RUN,
    /** It is passed over. */
    SKIP,
    /** It is a dead letter. */
    DEAD
}
