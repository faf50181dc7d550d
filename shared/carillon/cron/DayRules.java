package carillon.cron;

/**
 * What both day fields say and how they are joined, in the form in which it is told: ways of writing that mean the same
 * come out alike.
 */
record DayRules(DayOfMonthRule dayOfMonth, DayOfWeekRule dayOfWeek, DayJoin join) {

    DayRules {
        if (!dayOfMonth.restricts()) {
            dayOfMonth = DayOfMonthRule.EVERY;
        }
        dayOfWeek = dayOfWeek.simplified();
        int week = dayOfMonth.week();
        boolean isOneWeek = week > 0 && dayOfWeek.last() == 0 && dayOfWeek.nth() == 0;
        if (join == DayJoin.BOTH && isOneWeek && dayOfWeek.restricts()) {
            dayOfWeek = new DayOfWeekRule(0, 0, (long) dayOfWeek.weekdays() << 7 * (week - 1));
            dayOfMonth = DayOfMonthRule.EVERY;
        }
    }

    /** Whether neither field leaves out a day. */
    boolean areAll() {
        return !dayOfMonth.restricts() && !dayOfWeek.restricts();
    }
}
