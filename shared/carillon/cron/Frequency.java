package carillon.cron;

import java.util.Locale;

/** How long a period of a recurrence rule is; the longest first. */
enum Frequency {
    YEARLY,
    MONTHLY,
    WEEKLY,
    DAILY,
    HOURLY,
    MINUTELY,
    SECONDLY;

    /** Whether a period is shorter than a day, so that the rule is a pattern of times rather than a list of them. */
    boolean isWithinDay() {
        return compareTo(DAILY) > 0;
    }

    /** The names, for messages. */
    static String names() {
        StringBuilder names = new StringBuilder();
        for (Frequency frequency : values()) {
            names.append(names.isEmpty() ? "" : ", ").append(frequency.name().toUpperCase(Locale.ROOT));
        }
        return names.toString();
    }
}
