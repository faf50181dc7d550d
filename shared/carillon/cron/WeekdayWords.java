package carillon.cron;

import java.util.ArrayList;
import java.util.List;

/** Days of the week in words. */
record WeekdayWords(DayOfWeekRule rule) {
    private static final int MONDAY_TO_FRIDAY = 0b011_1110;
    private static final int WEEKEND = 0b100_0001;
    private static final int SPAN_MIN = 4;

    /** Whether these are the days of every week, rather than the first or the last ones of a month. */
    boolean arePlain() {
        return rule.last() == 0 && rule.nth() == 0;
    }

    /** For example {@code weekdays}, or {@code Mondays and Fridays}. */
    String plural() {
        return switch (rule.weekdays()) {
            case MONDAY_TO_FRIDAY -> "weekdays";
            case WEEKEND -> "weekends";
            default -> Listing.and(plain("", "s"));
        };
    }

    /** For example {@code every Friday}, or {@code the first and third Monday}. */
    String singular() {
        List<String> items = new ArrayList<>();
        if (rule.weekdays() == MONDAY_TO_FRIDAY) {
            items.add("every weekday");
        } else if (rule.weekdays() != 0) {
            items.addAll(plain("every ", ""));
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

    /** The days of a week that begins on Monday; four and more that follow each other as a span. */
    private List<String> plain(String before, String after) {
        int fromMonday = rule.weekdays() >>> 1 | (rule.weekdays() & 1) << 6;
        List<String> items = new ArrayList<>();
        for (Numbers.Run run : Numbers.ofWeekdays(fromMonday).runsAround()) {
            int length = Math.floorMod(run.last() - run.first(), 7) + 1;
            if (length >= SPAN_MIN) {
                items.add(before + name(run.first()) + after + " to " + name(run.last()) + after);
            } else {
                for (int i = 0; i < length; i++) {
                    items.add(before + name(run.first() + i) + after);
                }
            }
        }
        return items;
    }

    private static String name(int fromMonday) {
        return CalendarWords.weekday((fromMonday + 1) % 7);
    }
}
