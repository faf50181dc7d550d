package carillon.cron;

import java.util.stream.Stream;

/** What both day fields say and how they are joined. */
record DayRules(DayOfMonthRule dayOfMonth, DayOfWeekRule dayOfWeek, DayJoin join) {

    /** The rules in the form in which they are told: ways of writing that mean the same come out alike. */
    DayRules simplified() {
        DayOfMonthRule month = dayOfMonth.restricts() ? dayOfMonth : DayOfMonthRule.EVERY;
        DayOfWeekRule weekdays = dayOfWeek.simplified();
        DayRules same = new DayRules(month, weekdays, join);
        if (!month.restricts() || !weekdays.restricts()) {
            return same;
        }
        DayTable table = new DayTable(this);
        return Stream.of(
                        new DayRules(DayOfMonthRule.EVERY, weekdays, join),
                        new DayRules(month, DayOfWeekRule.EVERY, join),
                        new DayRules(DayOfMonthRule.EVERY, weekdays.inWeek(month.week()), join),
                        new DayRules(month, weekdays.anywhere(), join))
                .filter(simpler -> new DayTable(simpler).equals(table))
                .findFirst()
                .orElse(same);
    }

    /** Whether neither field leaves out a day. */
    boolean areAll() {
        return !dayOfMonth.restricts() && !dayOfWeek.restricts();
    }
}
