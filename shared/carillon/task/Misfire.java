package carillon.task;

/** What becomes of the occurrences of a schedule that are found later than they may be. */
public enum Misfire {
    /** Only the latest instant that has come due is made up for. */
    FIRE_ONCE,
    /** None of them is made up for. */
    SKIP,
    /** Each is made up for, in their order. */
    FIRE_ALL
}
