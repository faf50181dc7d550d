package carillon.client;

/** How a cron expression is read. */
public enum Dialect {
    /** Five fields, as in crontabs. */
    UNIX,
    /** Seconds first, 1 is Sunday. */
    QUARTZ,
    /** Open Cron Pattern Specification 1.4: seconds first, 0 and 7 are Sunday. */
    OCPS,
    /** Seconds first; day of month and day of week must both match. */
    SPRING,
    /** One that this client does not know; not to be sent. */
    OTHER
}
