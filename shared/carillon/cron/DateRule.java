package carillon.cron;

/**
 * The dates that fire: months, years and the days of each shape of month.
 *
 * @param months the months 1 to 12, each as the bit of its number
 */
record DateRule(int months, YearSet years, DayTable days) {
    /** What {@link #ceiling} answers where no date is left. */
    static final long NONE = Long.MAX_VALUE;

    /** Whether any date can fire in a calendar without end: 30 February never does. */
    boolean isPossible() {
        for (int month = 1; month <= 12; month++) {
            if (firesIn(month) && days.hasDays(CivilDate.monthLength(2000, month))) {
                return true;
            }
        }
        return firesIn(2) && days.hasDays(28);
    }

    /** The first date that fires, not before this one, as a count of days since 1970-01-01. */
    long ceiling(long epochDay) {
        long date = CivilDate.packed(epochDay);
        int year = CivilDate.year(date);
        int month = CivilDate.month(date);
        int day = CivilDate.day(date);
        while (true) {
            int next = years.ceiling(year);
            if (next < 0) {
                return NONE;
            }
            if (next > year) {
                year = next;
                month = 1;
                day = 1;
            }
            for (; month <= 12; month++, day = 1) {
                if (firesIn(month)) {
                    long first = CivilDate.epochDay(year, month, 1);
                    int length = CivilDate.monthLength(year, month);
                    int left = days.days(length, CivilDate.weekday(first)) & (-1 << day);
                    if (left != 0) {
                        return first + Integer.numberOfTrailingZeros(left) - 1;
                    }
                }
            }
            year++;
            month = 1;
        }
    }

    private boolean firesIn(int month) {
        return ((months >>> month) & 1) != 0;
    }
}
