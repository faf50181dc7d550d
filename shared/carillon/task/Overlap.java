package carillon.task;

/** What becomes of an occurrence that comes due while the one before it is running or waits for another attempt. */
public enum Overlap {
    /** It is passed over. */
    SKIP,
    /** Both run. */
    ALLOW,
    /** It waits for those before it, in order. */
    QUEUE
}
