package carillon.cron;

/**
 * The day-of-month field as bit sets.
 *
 * @param days the days 1 to 31, each as the bit of its number
 * @param fromLast days counted back from the month's last, which is bit 0
 * @param nearest days 1 to 31 that move to the nearest weekday (Monday to Friday) within the month
 * @param nearestFromLast the same for days counted back from the last
 */
record DayOfMonthRule(int days, int fromLast, int nearest, int nearestFromLast) {
    private static final int ALL = -2;
    private static final int WEEK = 0b1111_1110;

    static final DayOfMonthRule EVERY = new DayOfMonthRule(ALL, 0, 0, 0);

    /** Whether the field leaves out at least one day; {@code *}, {@code ?} and {@code 1-31} do not. */
    boolean restricts() {
        return days != ALL;
    }

    /** Whether the field names exactly one day, by its number. */
    boolean isSingleDay() {
        return Integer.bitCount(days) == 1 && isPlain();
    }

    /** Whether all its days are named by their numbers. */
    boolean isPlain() {
        return fromLast == 0 && nearest == 0 && nearestFromLast == 0;
    }

    /** Which seven days of the month these are: 1 for the 1st to the 7th, up to 4; 0 for others. */
    int week() {
        for (int week = 1; week <= 4; week++) {
            if (isPlain() && days == WEEK << 7 * (week - 1)) {
                return week;
            }
        }
        return 0;
    }

    /** The days that fire in a month of this length whose first day is this weekday (Sunday 0). */
    int in(int length, int firstWeekday) {
        int fires = days & ~(ALL << length);
        for (int day = 1; day <= length; day++) {
            int back = length - day;
            fires |= ((fromLast >>> back) & 1) << day;
            if ((((nearest >>> day) | (nearestFromLast >>> back)) & 1) != 0) {
                fires |= 1 << nearestWeekday(day, length, (firstWeekday + day - 1) % 7);
            }
        }
        return fires;
    }

    private static int nearestWeekday(int day, int length, int weekday) {
        return switch (weekday) {
            case 6 -> day == 1 ? 3 : day - 1;
            case 0 -> day == length ? day - 2 : day + 1;
            default -> day;
        };
    }
}
