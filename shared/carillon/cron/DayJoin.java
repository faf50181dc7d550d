package carillon.cron;

/** How day of month and day of week work together where both leave out some days. */
enum DayJoin {
    /** A day fires that either field names. */
    EITHER,
    /** A day fires that both fields name. */
    BOTH,
    /** Exactly one of the fields must be {@code ?}, and the other decides. */
    ONE
}
