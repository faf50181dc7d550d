package carillon.cron;

import java.util.List;

/** Months, days and dates in words. */
final class CalendarWords {
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final List<String> WEEKDAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
    private static final List<String> NTH = List.of("first", "second", "third", "fourth", "fifth");

    private CalendarWords() {}

    /** @param month 1 to 12 */
    static String month(int month) {
        return MONTHS.get(month - 1);
    }

    /** @param weekday 0 to 6, Sunday being 0 */
    static String weekday(int weekday) {
        return WEEKDAYS.get(weekday);
    }

    /** @param n 1 to 5 */
    static String nth(int n) {
        return NTH.get(n - 1);
    }

    /** For example {@code 29 March 2026}. */
    static String date(long epochDay) {
        long date = CivilDate.packed(epochDay);
        return CivilDate.day(date) + " " + month(CivilDate.month(date)) + " " + CivilDate.year(date);
    }
}
