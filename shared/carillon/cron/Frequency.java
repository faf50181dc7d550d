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

    /** How many seconds a period has that is shorter than a day. */
    long seconds() {
        return switch (this) {
            case HOURLY -> 3_600;
            case MINUTELY -> 60;
            case SECONDLY -> 1;
            case YEARLY, MONTHLY, WEEKLY, DAILY -> throw new IllegalStateException(this + " is a matter of days");
        };
    }

    /** What a period is called. */
    String unit() {
        return switch (this) {
            case YEARLY -> "year";
            case MONTHLY -> "month";
            case WEEKLY -> "week";
            case DAILY -> "day";
            case HOURLY -> "hour";
            case MINUTELY -> "minute";
            case SECONDLY -> "second";
        };
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
