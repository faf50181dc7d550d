package carillon.cron;

import java.util.Arrays;

/**
 * The days that fire, worked out for each of the 28 shapes of a month: 28 to 31 days long, beginning on one of seven
 * weekdays. Both day fields with all their marks, and the way they are joined, come down to one look-up a month.
 */
final class DayTable {
    private static final int LENGTH_MIN = 28;
    private static final int LENGTH_MAX = 31;

    private final int[] days = new int[(LENGTH_MAX - LENGTH_MIN + 1) * 7];

    DayTable(DayRules rules) {
        DayOfMonthRule dayOfMonth = rules.dayOfMonth();
        DayOfWeekRule dayOfWeek = rules.dayOfWeek();
        boolean either = rules.join() == DayJoin.EITHER;
        for (int length = LENGTH_MIN; length <= LENGTH_MAX; length++) {
            for (int firstWeekday = 0; firstWeekday < 7; firstWeekday++) {
                int month = dayOfMonth.in(length, firstWeekday);
                int week = dayOfWeek.in(length, firstWeekday);
                days[shape(length, firstWeekday)] = either ? month | week : month & week;
            }
        }
    }

    /** The days that fire, each as the bit of its number, in a month that begins on this weekday (Sunday 0). */
    int days(int length, int firstWeekday) {
        return days[shape(length, firstWeekday)];
    }

    /** Whether a month of this length has a day that fires, whatever weekday it begins on. */
    boolean hasDays(int length) {
        int from = shape(length, 0);
        return Arrays.stream(days, from, from + 7).anyMatch(mask -> mask != 0);
    }

    private static int shape(int length, int firstWeekday) {
        return (length - LENGTH_MIN) * 7 + firstWeekday;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DayTable that && Arrays.equals(days, that.days);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(days);
    }
}
