package carillon.client;

/** What becomes of an occurrence that comes due while the one before it runs or is tried again. */
public enum Overlap {
    /** It is passed over. */
    SKIP,
    /** It runs beside it. */
    ALLOW,
    /** It waits for it. */
    QUEUE
}
