package carillon.cron;

import java.util.stream.Stream;

/**
 * What both day fields say and how they are joined.
 *
 * @param join {@link DayJoin#EITHER} only where neither field is a star
 */
record DayRules(DayOfMonthRule dayOfMonth, DayOfWeekRule dayOfWeek, DayJoin join) {
    private static final DayRules ALL = new DayRules(DayOfMonthRule.EVERY, DayOfWeekRule.EVERY, DayJoin.BOTH);

    /** The rules in the form in which they are told: ways of writing that mean the same come out alike. */
    DayRules simplified() {
        DayOfMonthRule month = dayOfMonth.restricts() ? dayOfMonth : DayOfMonthRule.EVERY;
        DayOfWeekRule weekdays = dayOfWeek.simplified();
        DayRules same = new DayRules(month, weekdays, join);
        if (!month.restricts() || !weekdays.restricts()) {
            return join == DayJoin.EITHER ? ALL : same;
        }
        DayTable table = new DayTable(this);
        return Stream.of(
                        new DayRules(DayOfMonthRule.EVERY, weekdays, DayJoin.BOTH),
                        new DayRules(month, DayOfWeekRule.EVERY, DayJoin.BOTH),
                        new DayRules(DayOfMonthRule.EVERY, weekdays.inWeek(month.week()), DayJoin.BOTH),
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
