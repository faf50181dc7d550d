package carillon.cron;

/**
 * The day-of-week field as bit sets over the weekdays, Sunday being 0.
 *
 * @param weekdays every such day
 * @param last the last such day of the month
 * @param nth bit {@code 7 * (n - 1) + weekday}: the n-th such day of the month, n from 1 to 5
 */
record DayOfWeekRule(int weekdays, int last, long nth) {
    private static final int ALL = 0b111_1111;

    static final DayOfWeekRule EVERY = new DayOfWeekRule(ALL, 0, 0);

    /** Whether these are days of every week, rather than the first or the last ones of a month. */
    boolean isPlain() {
        return last == 0 && nth == 0;
    }

    /** The same weekdays, wherever in the month they are. */
    DayOfWeekRule anywhere() {
        int every = weekdays | last;
        for (int n = 0; n < 5; n++) {
            every |= (int) (nth >>> 7 * n) & ALL;
        }
        return new DayOfWeekRule(every, 0, 0);
    }

    /** The same weekdays within one of the first four weeks of the month; none in week 0. */
    DayOfWeekRule inWeek(int week) {
        return new DayOfWeekRule(0, 0, week == 0 ? 0 : (long) weekdays << 7 * (week - 1));
    }

    /** The same days, without those that are named twice: every Friday includes the last one. */
    DayOfWeekRule simplified() {
        int every = weekdays;
        for (int weekday = 0; weekday < 7; weekday++) {
            if ((nth & places(1 << weekday)) == places(1 << weekday)) {
                every |= 1 << weekday;
            }
        }
        return every == ALL ? EVERY : new DayOfWeekRule(every, last & ~every, nth & ~places(every));
    }

    /** All places that some weekdays may have in a month. */
    private static long places(int weekdays) {
        long places = 0;
        for (int n = 0; n < 5; n++) {
            places |= (long) weekdays << 7 * n;
        }
        return places;
    }

    /** Whether the field leaves out at least one day; {@code *}, {@code ?} and {@code 0-6} do not. */
    boolean restricts() {
        return weekdays != ALL;
    }

    /** The days that fire in a month of this length whose first day is this weekday (Sunday 0). */
    int in(int length, int firstWeekday) {
        int fires = 0;
        for (int day = 1; day <= length; day++) {
            int weekday = (firstWeekday + day - 1) % 7;
            long named = (weekdays >>> weekday) | (nth >>> ((day - 1) / 7 * 7 + weekday));
            if (day + 7 > length) {
                named |= last >>> weekday;
            }
            fires |= (int) (named & 1) << day;
        }
        return fires;
    }
}
