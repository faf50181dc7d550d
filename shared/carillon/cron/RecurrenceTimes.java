package carillon.cron;

import java.util.List;

/**
 * The wall times of a recurrence rule that counts from a moment, to both sides of it. Immutable.
 *
 * <p>A search goes from a day that fires to the next one in a step, over a year that has none in another, and over the
 * periods that an interval leaves out.
 */
final class RecurrenceTimes implements SearchedTimes {
    private static final long DAY = 86_400;

    private final Periods periods;
    private final RecurrenceDays days;
    private final TimeOfDay times;

    /** @param origin the wall time that the rule counts from */
    RecurrenceTimes(RecurrenceRule rule, long origin) {
        Frequency frequency = rule.frequency();
        int second = (int) Math.floorMod(origin, DAY);
        periods = new Periods(frequency, rule.interval(), rule.weekStart(), origin);
        days = new RecurrenceDays(rule, CivilDate.packed(Math.floorDiv(origin, DAY)));
        times = new TimeOfDay(
                bits(rule.values(ByPart.BYSECOND), frequency == Frequency.SECONDLY ? 60 : 0, second % 60),
                bits(
                        rule.values(ByPart.BYMINUTE),
                        frequency.compareTo(Frequency.MINUTELY) >= 0 ? 60 : 0,
                        second / 60 % 60),
                bits(rule.values(ByPart.BYHOUR), frequency.isWithinDay() ? 24 : 0, second / 3_600));
    }

    @Override
    public long ceiling(long wallSecond, Steps steps) {
        long wall = wallSecond;
        while (steps.take()) {
            long next = onwards(wall);
            if (next == wall || next == NONE) {
                return next;
            }
            wall = next;
        }
        return NONE;
    }

    @Override
    public boolean isFixed() {
        return !periods.frequency().isWithinDay();
    }

    @Override
    public boolean repeatsEvery(int seconds) {
        return times.repeatsEvery(seconds) && periods.repeatEvery(seconds);
    }

    Periods periods() {
        return periods;
    }

    RecurrenceDays days() {
        return days;
    }

    /** The times of every day that fires at all, as far as its periods count. */
    TimeOfDay timesOfDay() {
        return times;
    }

    /** The moment itself if it fires, else a later one before which none does. */
    long onwards(long wall) {
        long aligned = periods.align(wall);
        if (aligned != wall) {
            return aligned;
        }
        long day = Math.floorDiv(wall, DAY);
        long date = CivilDate.packed(day);
        int year = CivilDate.year(date);
        if (year > YearSet.LAST) {
            return NONE;
        }
        int month = CivilDate.month(date);
        YearDays fires = days.year(year);
        int left = fires.in(month) & (-1 << CivilDate.day(date));
        if (left == 0) {
            int next = fires.monthFrom(month + 1);
            return next == YearDays.NONE
                    ? CivilDate.epochDay(year + 1, 1, 1) * DAY
                    : CivilDate.epochDay(year, next, Integer.numberOfTrailingZeros(fires.in(next))) * DAY;
        }
        int wait = Integer.numberOfTrailingZeros(left) - CivilDate.day(date);
        if (wait > 0) {
            return (day + wait) * DAY;
        }
        int second = times.ceiling((int) (wall - day * DAY));
        return second == TimeOfDay.NONE ? (day + 1) * DAY : day * DAY + second;
    }

    private static long bits(List<Integer> numbers, int all, int origin) {
        if (numbers.isEmpty()) {
            return all == 0 ? 1L << origin : (1L << all) - 1;
        }
        return numbers.stream().mapToLong(number -> 1L << number).reduce(0, (a, b) -> a | b);
    }
}
