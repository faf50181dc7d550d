package carillon.cron;

import java.util.ArrayList;
import java.util.List;

/** The days that fire in words, for example {@code on the last Friday of every month}. */
record DayWords(DayOfMonthRule dayOfMonth, DayOfWeekRule dayOfWeek, boolean bothMatch) {
    /** Up to so many days are listed even where they have a rhythm. */
    private static final int LIST_MAX = 4;

    DayWords(DayRules rules) {
        this(rules.dayOfMonth(), rules.dayOfWeek(), rules.join() != DayJoin.EITHER);
    }

    /** The days together with the months. */
    String words(MonthWords months) {
        WeekdayWords weekdays = new WeekdayWords(dayOfWeek);
        String in = months.in().isEmpty() ? "" : " " + months.in();
        String of = " " + months.of();
        if (!dayOfMonth.restricts()) {
            if (!dayOfWeek.restricts()) {
                return months.in();
            }
            return dayOfWeek.isPlain() ? weekdays.on() + in : "on " + weekdays.singular() + of;
        }
        if (!dayOfWeek.restricts()) {
            return "on " + (isDate(months) ? date(months) : days() + of);
        }
        if (!bothMatch) {
            return "on " + days() + " and on " + weekdays.singular() + (dayOfWeek.isPlain() ? in : of);
        }
        return dayOfWeek.isPlain()
                ? "on " + weekdays.plural() + " that are " + Listing.or(items()) + in
                : "on " + weekdays.singular() + of + " if that is " + Listing.or(items());
    }

    private boolean isDate(MonthWords months) {
        return dayOfMonth.isSingleDay() && months.isSingle();
    }

    private String date(MonthWords months) {
        return Integer.numberOfTrailingZeros(dayOfMonth.days()) + " " + months.list();
    }

    private String days() {
        Numbers days = Numbers.ofDays(dayOfMonth.days());
        boolean isRhythm = dayOfMonth.isPlain() && days.step() > 1 && days.count() > LIST_MAX;
        if (isRhythm) {
            String span = " day from the " + Listing.ordinal(days.first()) + " to the " + Listing.ordinal(days.last());
            return "every " + Listing.ordinal(days.step()) + span;
        }
        return Listing.and(items());
    }

    /** The days one by one; those with a number share the first one's article. */
    private List<String> items() {
        List<String> items = new ArrayList<>();
        if (dayOfMonth.days() != 0) {
            items.addAll(Listing.items(Numbers.ofDays(dayOfMonth.days()), Listing::ordinal));
            items.set(0, "the " + items.get(0));
        }
        for (int back : numbers(dayOfMonth.fromLast())) {
            items.add(back == 0 ? "the last day" : "the " + beforeLast(back));
        }
        for (int day : numbers(dayOfMonth.nearest())) {
            items.add("the " + (day == 1 ? "first weekday" : "weekday nearest to the " + Listing.ordinal(day)));
        }
        for (int back : numbers(dayOfMonth.nearestFromLast())) {
            items.add("the " + (back == 0 ? "last weekday" : "weekday nearest to the " + beforeLast(back)));
        }
        return items;
    }

    private static String beforeLast(int back) {
        return (back == 1 ? "day" : Listing.ordinal(back) + " day") + " before the last";
    }

    private static List<Integer> numbers(int bits) {
        return bits == 0 ? List.of() : Numbers.ofDays(bits).list();
    }
}
