package carillon.client;

/** What becomes of occurrences of a schedule that are later than its {@code misfireAfter}. */
public enum Misfire {
    /** Only the latest one is made up for. */
    FIRE_ONCE,
    /** None is. */
    SKIP,
    /** Each one is. */
    FIRE_ALL
}
