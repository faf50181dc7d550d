package carillon.store;

import carillon.task.Schedule;

/**
 * Nominal instants of a schedule that follow each other.
 *
 * @param count how many there are, counted up to {@link #COUNT_MAX}
 * @param last the last of them; meaningless if there is one or none
 * @param next the first one behind the range, or {@link Schedule#NEVER}
 */
record Range(int count, long last, long next) {

    /** A longer range shows this many. */
    static final int COUNT_MAX = 10_000;

    /** That of a one-shot. */
    static final Range ONE = new Range(1, 0, Schedule.NEVER);

    /** The nominal instants from one on up to a moment. */
    static Range of(Schedule schedule, long first, long until) {
        int count = 0;
        long last = first;
        long each = first;
        while (each <= until && count < COUNT_MAX) {
            count++;
            last = each;
            each = schedule.next(each);
        }
        return each > until
                ? new Range(count, last, each)
                : new Range(count, latest(schedule, each, until), schedule.next(until));
    }

    /** The latest one up to a moment, found by looking back ever farther, so that a long stretch costs little. */
    private static long latest(Schedule schedule, long known, long until) {
        for (long back = 1_000; ; back *= 2) {
            long found = until - back <= known ? known : schedule.next(until - back);
            if (found <= until) {
                for (long later = schedule.next(found); later <= until; later = schedule.next(found)) {
                    found = later;
                }
                return found;
            }
        }
    }
}
