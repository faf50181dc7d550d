package carillon.cron;

/** The days of one year that a recurrence rule lets fire. Immutable. */
final class YearDays {
    /** What {@link #monthFrom} answers where the year has no day left. */
    static final int NONE = 0;

    private final int[] days = new int[13];
    private final int months;
    private final int count;

    YearDays(RecurrenceDays rule, int year) {
        int found = 0;
        int size = 0;
        for (int month = 1; month <= 12; month++) {
            days[month] = rule.in(year, month);
            found |= days[month] == 0 ? 0 : 1 << month;
            size += Integer.bitCount(days[month]);
        }
        months = found;
        count = size;
    }

    /** The days of a month that fire, each as the bit of its number. */
    int in(int month) {
        return days[month];
    }

    /** The first month, not before this one, that has a day that fires, or {@link #NONE}. */
    int monthFrom(int month) {
        int left = months & (-1 << month);
        return left == 0 ? NONE : Integer.numberOfTrailingZeros(left);
    }

    /** How many days fire. */
    int count() {
        return count;
    }
}
