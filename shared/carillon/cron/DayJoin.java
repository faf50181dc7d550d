package carillon.cron;

/** How day of month and day of week work together. */
enum DayJoin {
    /** A day fires that either field names, unless one of them is a star: then the other decides. */
    EITHER,
    /** A day fires that both fields name. */
    BOTH,
    /** Exactly one of the fields must be {@code ?}, and the other decides. */
    ONE
}
