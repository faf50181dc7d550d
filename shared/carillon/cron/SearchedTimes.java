package carillon.cron;

/** Wall times that are found by searching, in a bounded number of steps: what has not come by then never comes. */
interface SearchedTimes extends WallTimes {
    /** The steps of one search: more than the calendar has years, each of which is skipped in one. */
    int STEPS_MAX = 10_000;

    /** As {@link #ceiling(long)}, with the steps that are left of a longer search. */
    long ceiling(long wallSecond, Steps steps);

    @Override
    default long ceiling(long wallSecond) {
        return ceiling(wallSecond, new Steps(STEPS_MAX));
    }
}
