package carillon.cron;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days that a recurrence rule lets fire, whatever its interval. They depend on the shape of a year alone, of which
 * there are 28; each is worked out once, when it is first asked for.
 *
 * <p>Safe for any thread: what is remembered is immutable, and if two threads work it out at once, they find the same.
 */
final class RecurrenceDays {
    private static final int EVERY_MONTH = -2;
    private static final int EVERY_WEEKDAY = 0b111_1111;
    private static final int EVERY_DAY = -2;
    private static final int LENGTH_MIN = 28;
    private static final int LENGTH_MAX = 31;

    private final int months;
    private final SignedSet monthDays;
    private final SignedSet yearDays;
    private final SignedSet weeks;
    private final int weekdays;
    private final SignedSet nthWeekdays;
    private final boolean countsInYear;
    private final int weekStart;
    private final int[] monthDaysByLength = new int[LENGTH_MAX - LENGTH_MIN + 1];
    private final int[] weekdaysByFirst = new int[7];
    private final boolean needsEachDay;
    private final @Nullable YearDays[] years = new YearDays[CivilDate.YEAR_SHAPES];

    /** @param start the date that the rule counts from, packed; it names what the rule leaves open */
    RecurrenceDays(RecurrenceRule rule, long start) {
        Frequency frequency = rule.frequency();
        List<Integer> days = rule.values(ByPart.BYDAY);
        boolean isOpen = !rule.has(ByPart.BYDAY)
                && !rule.has(ByPart.BYMONTHDAY)
                && !rule.has(ByPart.BYYEARDAY)
                && !rule.has(ByPart.BYWEEKNO);
        boolean takesMonthDay = isOpen && (frequency == Frequency.YEARLY || frequency == Frequency.MONTHLY);
        boolean takesMonth = isOpen && frequency == Frequency.YEARLY && !rule.has(ByPart.BYMONTH);
        boolean takesWeekday = isOpen && frequency == Frequency.WEEKLY;
        int startWeekday = CivilDate.weekday(
                CivilDate.epochDay(CivilDate.year(start), CivilDate.month(start), CivilDate.day(start)));
        months = takesMonth ? 1 << CivilDate.month(start) : bits(rule.values(ByPart.BYMONTH), EVERY_MONTH);
        monthDays = SignedSet.of(takesMonthDay ? List.of(CivilDate.day(start)) : rule.values(ByPart.BYMONTHDAY));
        yearDays = SignedSet.of(rule.values(ByPart.BYYEARDAY));
        weeks = SignedSet.of(rule.values(ByPart.BYWEEKNO));
        weekdays = takesWeekday
                ? 1 << startWeekday
                : bits(days.stream().filter(RecurrenceDays::isPlain).toList(), days.isEmpty() ? EVERY_WEEKDAY : 0);
        nthWeekdays = SignedSet.of(days.stream().filter(day -> !isPlain(day)).toList());
        countsInYear = frequency == Frequency.YEARLY && !rule.has(ByPart.BYMONTH);
        weekStart = rule.weekStart();
        needsEachDay = !nthWeekdays.isEmpty() || !yearDays.isEmpty() || !weeks.isEmpty();
        for (int length = LENGTH_MIN; length <= LENGTH_MAX; length++) {
            for (int day = 1; day <= length; day++) {
                monthDaysByLength[length - LENGTH_MIN] |= monthDays.has(day, length - day + 1) ? 1 << day : 0;
            }
        }
        for (int first = 0; first < weekdaysByFirst.length; first++) {
            for (int day = 1; day <= LENGTH_MAX; day++) {
                weekdaysByFirst[first] |= ((weekdays >>> (first + day - 1) % 7) & 1) << day;
            }
        }
    }

    Numbers months() {
        return Numbers.ofMonths(months & EVERY_MONTH & 0x1FFF);
    }

    /** Days of the month; none named is all. */
    SignedSet monthDays() {
        return monthDays;
    }

    /** Days of the year; none named is all. */
    SignedSet yearDays() {
        return yearDays;
    }

    /** Weeks of the year; none named is all. */
    SignedSet weeks() {
        return weeks;
    }

    /** Weekdays wherever they fall, each as the bit of its number. */
    int weekdays() {
        return weekdays;
    }

    /** Weekdays by their place, as {@code 7 * n + weekday}. */
    SignedSet nthWeekdays() {
        return nthWeekdays;
    }

    /** Whether places of weekdays are counted in the year, rather than in the month. */
    boolean countsInYear() {
        return countsInYear;
    }

    /** The days of a month that fire, each as the bit of its number, worked out afresh. */
    int in(int year, int month) {
        if (((months >>> month) & 1) == 0) {
            return 0;
        }
        int length = CivilDate.monthLength(year, month);
        long first = CivilDate.epochDay(year, month, 1);
        int fires = EVERY_DAY & ~(-2 << length);
        if (!monthDays.isEmpty()) {
            fires = monthDaysByLength[length - LENGTH_MIN];
        }
        if (nthWeekdays.isEmpty()) {
            fires &= weekdaysByFirst[CivilDate.weekday(first)];
        }
        return needsEachDay ? filtered(fires, year, length, first) : fires;
    }

    /** The days of a year that fire. */
    YearDays year(int year) {
        int shape = CivilDate.yearShape(year);
        YearDays known = years[shape];
        if (known == null) {
            known = new YearDays(this, year);
            years[shape] = known;
        }
        return known;
    }

    /** How many days fire from one on and before another. */
    int count(long fromDay, long endDay) {
        int count = 0;
        for (long day = fromDay; day < endDay; day = nextMonth(day)) {
            count += Integer.bitCount(inMonth(day, endDay));
        }
        return count;
    }

    /** The day of this index, from 0, among those that fire from one on, as a count of days since 1970-01-01. */
    long at(int index, long fromDay) {
        long day = fromDay;
        int left = index;
        int fires = inMonth(day, Long.MAX_VALUE);
        while (left >= Integer.bitCount(fires)) {
            left -= Integer.bitCount(fires);
            day = nextMonth(day);
            fires = inMonth(day, Long.MAX_VALUE);
        }
        while (left-- > 0) {
            fires &= fires - 1;
        }
        return day - CivilDate.day(CivilDate.packed(day)) + Integer.numberOfTrailingZeros(fires);
    }

    /** The days of the month of one day, from it on and before another. */
    private int inMonth(long day, long endDay) {
        long date = CivilDate.packed(day);
        long end = endDay - day + CivilDate.day(date);
        int fires = year(CivilDate.year(date)).in(CivilDate.month(date)) & (-1 << CivilDate.day(date));
        return end > LENGTH_MAX ? fires : fires & ~(-1 << end);
    }

    private static long nextMonth(long day) {
        long date = CivilDate.packed(day);
        return day - CivilDate.day(date) + 1 + CivilDate.monthLength(CivilDate.year(date), CivilDate.month(date));
    }

    /** Those of some days of a month that satisfy what depends on the year and on the place of a weekday. */
    private int filtered(int candidates, int year, int length, long first) {
        int yearLength = CivilDate.yearLength(year);
        int before = (int) (first - CivilDate.epochDay(year, 1, 1));
        int fires = 0;
        for (int rest = candidates; rest != 0; rest &= rest - 1) {
            int day = Integer.numberOfTrailingZeros(rest);
            int dayOfYear = before + day;
            int weekday = CivilDate.weekday(first + day - 1);
            boolean isNamed = ((weekdays >>> weekday) & 1) != 0
                    || (countsInYear ? isNth(dayOfYear, yearLength, weekday) : isNth(day, length, weekday));
            if (isNamed
                    && (yearDays.isEmpty() || yearDays.has(dayOfYear, yearLength - dayOfYear + 1))
                    && (weeks.isEmpty() || isInWeek(first + day - 1))) {
                fires |= 1 << day;
            }
        }
        return fires;
    }

    /** Whether a day is the n-th of its weekday, forward or back, in a month or year of this length. */
    private boolean isNth(int day, int length, int weekday) {
        return nthWeekdays.has(7 * ((day - 1) / 7 + 1) + weekday, 7 * ((length - day) / 7 + 1) + weekday);
    }

    /** A week belongs to the year that has most of its days; the first such week is number 1. */
    private boolean isInWeek(long epochDay) {
        long middle = epochDay - Math.floorMod(CivilDate.weekday(epochDay) - weekStart, 7) + 3;
        int year = CivilDate.year(CivilDate.packed(middle));
        int dayOfYear = (int) (middle - CivilDate.epochDay(year, 1, 1));
        int week = dayOfYear / 7 + 1;
        int count = (CivilDate.yearLength(year) - 1 - dayOfYear % 7) / 7 + 1;
        return weeks.has(week, count - week + 1);
    }

    private static boolean isPlain(int day) {
        return day >= 0 && day < 7;
    }

    private static int bits(List<Integer> numbers, int absent) {
        return numbers.isEmpty()
                ? absent
                : numbers.stream().mapToInt(n -> 1 << n).reduce(0, (a, b) -> a | b);
    }
}
