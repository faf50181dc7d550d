package carillon.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The days of a recurrence rule in words. */
record RecurrenceDayWords(RecurrenceDays days) {
    private static final int EVERY_WEEKDAY = 0b111_1111;
    private static final int NTH_MAX = 5;

    /**
     * The days; empty where every one fires.
     *
     * @param month what a month that counts is called, for example {@code month} or {@code 3rd month}
     */
    String words(String month) {
        MonthWords months = new MonthWords(days.months(), month);
        if (days.yearDays().isEmpty() && days.weeks().isEmpty() && areCounted()) {
            return new DayWords(new DayRules(dayOfMonth(), dayOfWeek(), DayJoin.BOTH).simplified()).words(months);
        }
        List<String> conditions = new ArrayList<>();
        if (!days.nthWeekdays().isEmpty() || days.weekdays() != EVERY_WEEKDAY) {
            conditions.add(weekdays());
        }
        if (!days.monthDays().isEmpty()) {
            conditions.add("the " + Listing.and(places(days.monthDays())) + " day of the month");
        }
        if (!days.yearDays().isEmpty()) {
            conditions.add("the " + Listing.and(places(days.yearDays())) + " day of the year");
        }
        String days = conditions.isEmpty() ? "every day" : "on " + String.join(" that are ", conditions);
        return (days + weeks() + " " + months.in()).strip();
    }

    /** Whether the weekdays are counted in such a way as cron can do. */
    private boolean areCounted() {
        SignedSet nth = days.nthWeekdays();
        return nth.isEmpty()
                || !days.countsInYear()
                        && nth.fromStart().stream().allMatch(place -> place / 7 <= NTH_MAX)
                        && nth.fromEnd().stream().allMatch(place -> place / 7 == 1);
    }

    private DayOfMonthRule dayOfMonth() {
        SignedSet set = days.monthDays();
        return set.isEmpty()
                ? DayOfMonthRule.EVERY
                : new DayOfMonthRule(bits(set.fromStart(), 0), bits(set.fromEnd(), 1), 0, 0);
    }

    private DayOfWeekRule dayOfWeek() {
        SignedSet nth = days.nthWeekdays();
        long places =
                nth.fromStart().stream().mapToLong(place -> 1L << (place - 7)).reduce(0, (a, b) -> a | b);
        return new DayOfWeekRule(days.weekdays(), bits(nth.fromEnd(), 7), places);
    }

    private String weekdays() {
        List<String> items = new ArrayList<>();
        if (days.weekdays() != 0) {
            items.add(new WeekdayWords(new DayOfWeekRule(days.weekdays(), 0, 0)).plural());
        }
        Stream<String> fromStart = days.nthWeekdays().fromStart().stream()
                .map(place -> "the " + Listing.ordinal(place / 7) + " " + CalendarWords.weekday(place % 7));
        Stream<String> fromEnd = days.nthWeekdays().fromEnd().stream()
                .map(place -> "the " + toLast(place / 7) + " " + CalendarWords.weekday(place % 7));
        Stream.concat(fromStart, fromEnd).forEach(items::add);
        String span = days.nthWeekdays().isEmpty() ? "" : days.countsInYear() ? " of the year" : " of the month";
        return Listing.and(items) + span;
    }

    private String weeks() {
        SignedSet weeks = days.weeks();
        if (weeks.isEmpty()) {
            return "";
        }
        return " in the " + Listing.and(places(weeks)) + " week of the year";
    }

    /** For example {@code 1st} and {@code 2nd to last}. */
    static List<String> places(SignedSet set) {
        return Stream.concat(
                        set.fromStart().stream().map(Listing::ordinal),
                        set.fromEnd().stream().map(RecurrenceDayWords::toLast))
                .toList();
    }

    private static String toLast(int place) {
        return place == 1 ? "last" : Listing.ordinal(place) + " to last";
    }

    private static int bits(List<Integer> numbers, int zero) {
        return numbers.stream().mapToInt(n -> 1 << (n - zero)).reduce(0, (a, b) -> a | b);
    }
}
