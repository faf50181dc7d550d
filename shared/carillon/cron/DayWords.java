package carillon.cron;

import java.util.ArrayList;
import java.util.List;

/** The days that fire in words, for example {@code on the last Friday of every month}. */
record DayWords(DayOfMonthRule dayOfMonth, DayOfWeekRule dayOfWeek, boolean bothMatch) {

    DayWords(DayRules rules) {
        this(rules.dayOfMonth(), rules.dayOfWeek(), rules.join() != DayJoin.EITHER);
    }

    /**
     * The days, beside the months.
     *
     * @param months such as {@code January and July}, or empty for every month
     */
    String words(String months) {
        String of = " of " + (months.isEmpty() ? "every month" : months);
        String in = months.isEmpty() ? "" : " in " + months;
        WeekdayWords weekdays = new WeekdayWords(dayOfWeek);
        if (!dayOfWeek.restricts() && !dayOfMonth.restricts()) {
            return in.strip();
        }
        if (!dayOfMonth.restricts()) {
            return "on " + (weekdays.arePlain() ? weekdays.plural() + in : weekdays.singular() + of);
        }
        if (!dayOfWeek.restricts()) {
            return ofMonth(months, of);
        }
        if (!bothMatch) {
            return "on " + days() + " and on " + weekdays.singular() + (weekdays.arePlain() ? in : of);
        }
        return weekdays.arePlain()
                ? "on " + weekdays.plural() + " that are the " + Listing.or(items()) + in
                : "on " + weekdays.singular() + of + " if that is the " + Listing.or(items());
    }

    private String ofMonth(String months, String of) {
        boolean isDate = dayOfMonth.isSingleDay() && !months.isEmpty() && months.indexOf(' ') < 0;
        return isDate ? "on " + Integer.numberOfTrailingZeros(dayOfMonth.days()) + " " + months : "on " + days() + of;
    }

    private String days() {
        Numbers days = Numbers.ofDays(dayOfMonth.days());
        boolean isRhythm = days.step() > 1 && days.count() > 4 && dayOfMonth.isPlain();
        if (isRhythm) {
            return "every " + Listing.ordinal(days.step()) + " day from the " + Listing.ordinal(days.first()) + " to the "
                    + Listing.ordinal(days.last());
        }
        return "the " + Listing.and(items());
    }

    private List<String> items() {
        List<String> items = new ArrayList<>();
        if (dayOfMonth.days() != 0) {
            items.addAll(Listing.items(Numbers.ofDays(dayOfMonth.days()), Listing::ordinal));
        }
        for (int back : numbers(dayOfMonth.fromLast())) {
            items.add(back == 0 ? "last day" : beforeLast(back));
        }
        for (int day : numbers(dayOfMonth.nearest())) {
            items.add(day == 1 ? "first weekday" : "weekday nearest to the " + Listing.ordinal(day));
        }
        for (int back : numbers(dayOfMonth.nearestFromLast())) {
            items.add(back == 0 ? "last weekday" : "weekday nearest to the " + beforeLast(back));
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
