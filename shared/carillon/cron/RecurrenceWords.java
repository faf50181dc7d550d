package carillon.cron;

/** A recurrence rule in words: {@code at 09:00 on Mondays in every 2nd week, counted from 5 January 2026}. */
final class RecurrenceWords {
    private static final long DAY = 86_400;

    private final RecurrenceRule rule;
    private final long origin;
    private final TimeOfDay times;
    private final RecurrenceDays days;

    /** @param origin the wall time that the rule counts from */
    RecurrenceWords(RecurrenceRule rule, long origin) {
        this.rule = rule;
        this.origin = origin;
        RecurrenceTimes compiled = new RecurrenceTimes(rule, origin);
        this.times = compiled.timesOfDay();
        this.days = compiled.days();
    }

    String words() {
        return Sentence.of((isRhythm() ? rhythm() : pattern()) + positions() + counting() + bounds());
    }

    /** Whether the interval alone makes the times, as in every 90 minutes. */
    private boolean isRhythm() {
        return rule.interval() > 1
                && switch (rule.frequency()) {
                    case HOURLY -> !rule.has(ByPart.BYHOUR) && !rule.has(ByPart.BYMINUTE) && !rule.has(ByPart.BYSECOND);
                    case MINUTELY -> !rule.has(ByPart.BYMINUTE) && !rule.has(ByPart.BYSECOND);
                    case SECONDLY -> !rule.has(ByPart.BYMINUTE) && !rule.has(ByPart.BYSECOND);
                    case YEARLY, MONTHLY, WEEKLY, DAILY -> false;
                };
    }

    private String rhythm() {
        String every = TimeWords.every(rule.interval(), rule.frequency().unit());
        String during = new HourWords(Numbers.ofHours(times.hours()), false).during();
        return (every + during + " " + new RecurrenceDayWords(days).words("month")).strip();
    }

    private String pattern() {
        TimeWords time = new TimeWords(times);
        boolean skips = rule.interval() > 1;
        boolean isDaily = rule.frequency() == Frequency.DAILY;
        boolean isMonthly =
                rule.frequency() == Frequency.MONTHLY && days.months().isEvery();
        String period = (skips ? Listing.ordinal(rule.interval()) + " " : "")
                + rule.frequency().unit();
        String dates = new RecurrenceDayWords(days).words(isMonthly ? period : "month");
        if (dates.isEmpty() && isDaily) {
            return time.words() + (skips || time.isList() ? " every " + period : "");
        }
        String start = time.words() + " " + (dates.isEmpty() && time.isList() ? "every day" : dates);
        boolean isSaid = !skips || isMonthly;
        return start.strip() + (isSaid ? "" : (isDaily ? ", but only every " : " in every ") + period);
    }

    private String positions() {
        if (!rule.has(ByPart.BYSETPOS)) {
            return "";
        }
        SignedSet positions = SignedSet.of(rule.values(ByPart.BYSETPOS));
        return ", only the " + Listing.and(RecurrenceDayWords.places(positions)) + " of each "
                + rule.frequency().unit();
    }

    private String counting() {
        if (rule.interval() == 1) {
            return "";
        }
        String date = CalendarWords.date(Math.floorDiv(origin, DAY));
        String time = rule.frequency().isWithinDay() ? ", " + time(origin) : "";
        return ", counted from " + date + time;
    }

    private String bounds() {
        Integer count = rule.count();
        RecurrenceRule.Until until = rule.until();
        if (count != null) {
            return switch (count) {
                case 1 -> ", once";
                case 2 -> ", twice in all";
                default -> ", " + count + " times in all";
            };
        }
        if (until == null) {
            return "";
        }
        String date = CalendarWords.date(Math.floorDiv(until.second(), DAY));
        return ", until " + date + ", " + time(until.second()) + (until.isUtc() ? " UTC" : "");
    }

    private static String time(long wall) {
        return TimeText.of((int) Math.floorMod(wall, DAY));
    }
}
