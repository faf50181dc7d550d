package carillon.cron;

import java.util.List;

/** The three-letter names of months and days, in upper case. */
final class Names {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private Names() {}

    /** The names of a field in the order of the calendar, Sunday first; none where a field takes numbers only. */
    static List<String> of(CronField field) {
        return switch (field) {
            case MONTH -> MONTHS;
            case DAY_OF_WEEK -> WEEKDAYS;
            case SECOND, MINUTE, HOUR, DAY_OF_MONTH, YEAR -> List.of();
        };
    }
}
