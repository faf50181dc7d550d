package carillon.client;

/** What becomes of an occurrence that would start later than its {@code maxLateness} allows. */
public enum WhenLate {
    /** It runs, and is counted as late. */
    RUN,
    /** It is skipped. */
    SKIP,
    /** It is a dead letter. */
    DEAD,
    /** One that this client does not know; not to be sent. */
    OTHER
}
