package carillon.cron;

/** What a dialect may allow beyond lists, ranges, steps and the marks that all of them share. */
enum Mark {
    /** {@code ?} stands for {@code *} in every field, not only in the two day fields. */
    QUESTION_MARK_ANYWHERE,
    /** A range may run over the end: {@code 22-2}, {@code FRI-MON}. */
    WRAPPED_RANGE,
    /** {@code /5} is short for {@code *}{@code /5}. */
    BARE_STEP,
    /** {@code *}{@code /90}, a step longer than the field, fires at the field's beginning, and so does {@code 0/90}. */
    LONG_STEP,
    /** {@code W} may stand in a list: {@code 1W,15W}. */
    NEAREST_IN_LIST,
    /** {@code L} alone as day of week means the week's last day. */
    LONE_LAST_WEEKDAY,
    /** {@code FRI#L}, the last Friday of the month. */
    NTH_LAST,
    /** {@code +} before the day of week: both day fields must match. */
    PLUS,
    /** {@code @daily} and its like. */
    MACRO
}
