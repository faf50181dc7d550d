package carillon.cron;

import java.util.ArrayList;
import java.util.List;

/** Days of the week in words. */
record WeekdayWords(DayOfWeekRule rule) {
    private static final int MONDAY_TO_FRIDAY = 0b011_1110;
    private static final int WEEKEND = 0b100_0001;
    private static final int SPAN_MIN = 4;

    /** For example {@code on weekdays}, {@code on Mondays and Fridays} or {@code from Monday to Thursday}. */
    String on() {
        List<Numbers.Run> runs = fromMonday().runsAround();
        boolean isSpan = runs.size() == 1 && fromMonday().count() >= SPAN_MIN && rule.weekdays() != MONDAY_TO_FRIDAY;
        return isSpan
                ? "from " + name(runs.get(0).first()) + " to "
                        + name(runs.get(0).last())
                : "on " + plural();
    }

    /** For example {@code weekdays}, or {@code Mondays and Fridays}. */
    String plural() {
        return switch (rule.weekdays()) {
            case MONDAY_TO_FRIDAY -> "weekdays";
            case WEEKEND -> "weekends";
            default -> Listing.and(names().stream().map(name -> name + "s").toList());
        };
    }

    /** For example {@code every Friday}, or {@code the first and third Monday}. */
    String singular() {
        List<String> items = new ArrayList<>();
        if (rule.weekdays() != 0) {
            items.add("every " + (rule.weekdays() == MONDAY_TO_FRIDAY ? "weekday" : Listing.and(names())));
        }
        for (int weekday = 0; weekday < 7; weekday++) {
            List<String> places = places(weekday);
            if (!places.isEmpty()) {
                items.add("the " + Listing.and(places) + " " + CalendarWords.weekday(weekday));
            }
        }
        return Listing.and(items);
    }

    private List<String> places(int weekday) {
        List<String> places = new ArrayList<>();
        for (int n = 1; n <= 5; n++) {
            if (((rule.nth() >>> (7 * (n - 1) + weekday)) & 1) != 0) {
                places.add(CalendarWords.nth(n));
            }
        }
        if (((rule.last() >>> weekday) & 1) != 0) {
            places.add("last");
        }
        return places;
    }

    private List<String> names() {
        return fromMonday().list().stream().map(WeekdayWords::name).toList();
    }

    /** The days of a week that begins on Monday. */
    private Numbers fromMonday() {
        return Numbers.ofWeekdays(rule.weekdays() >>> 1 | (rule.weekdays() & 1) << 6);
    }

    private static String name(int fromMonday) {
        return CalendarWords.weekday((fromMonday + 1) % 7);
    }
}
