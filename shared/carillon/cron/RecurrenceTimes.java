package carillon.cron;

import java.util.List;

/**
 * The wall times of a recurrence rule that counts from a moment, to both sides of it. Immutable.
 *
 * <p>A search looks at a month, a day or a period at a time and gives up after {@link #STEPS_MAX} of them: what has not
 * come by then is taken never to come.
 */
final class RecurrenceTimes implements WallTimes {
    static final int STEPS_MAX = 10_000;

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
    public long ceiling(long wallSecond) {
        long wall = wallSecond;
        for (int step = 0; step < STEPS_MAX; step++) {
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

    /** The times of every day that fires at all, for rules whose periods are whole days. */
    TimeOfDay timesOfDay() {
        return times;
    }

    /** The moment itself if it fires, else a later one before which none does. */
    private long onwards(long wall) {
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
        int left = days.in(year, month) & (-1 << CivilDate.day(date));
        if (left == 0) {
            return (day - CivilDate.day(date) + 1 + CivilDate.monthLength(year, month)) * DAY;
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
