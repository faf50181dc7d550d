package carillon.cron;

import java.util.List;

/** Reads the two day fields, where {@code L}, {@code W} and {@code #} live. */
final class DayParser {
    private static final int BACK_MAX = 30;

    private final Dialect dialect;

    DayParser(Dialect dialect) {
        this.dialect = dialect;
    }

    DayOfMonthRule dayOfMonth(Word field) {
        ValueParser values = new ValueParser(CronField.DAY_OF_MONTH, dialect);
        List<Word> items = field.upperCase().splitAt(',');
        int days = 0;
        int fromLast = 0;
        int nearest = 0;
        int nearestFromLast = 0;
        for (Word item : items) {
            if (item.endsWith("W")) {
                if (items.size() > 1 && !dialect.allows(Mark.NEAREST_IN_LIST)) {
                    throw values.refuse(item, "'W' in day of month must stand alone, without a list");
                }
                if (item.startsWith("L")) {
                    nearestFromLast |= 1 << back(item.withoutLast(), values);
                } else {
                    nearest |= 1 << nearestTo(item, values);
                }
            } else if (item.startsWith("L")) {
                fromLast |= 1 << back(item, values);
            } else {
                days |= (int) values.mask(item);
            }
        }
        return new DayOfMonthRule(days, fromLast, nearest, nearestFromLast);
    }

    DayOfWeekRule dayOfWeek(Word field) {
        ValueParser values = new ValueParser(CronField.DAY_OF_WEEK, dialect);
        int weekdays = 0;
        int last = 0;
        long nth = 0;
        for (Word item : field.upperCase().splitAt(',')) {
            if (item.is("L")) {
                weekdays |= 1 << loneLast(item, values);
            } else if (item.endsWith("#L") && dialect.allows(Mark.NTH_LAST)) {
                last |= 1 << weekday(item.withoutLast().withoutLast(), values);
            } else if (item.has('#')) {
                nth |= nth(item, values);
            } else if (item.endsWith("L")) {
                last |= 1 << weekday(item.withoutLast(), values);
            } else {
                long numbers = values.mask(item);
                for (long rest = numbers; rest != 0; rest &= rest - 1) {
                    weekdays |= 1 << dialect.weekday(Long.numberOfTrailingZeros(rest));
                }
            }
        }
        return new DayOfWeekRule(weekdays, last, nth);
    }

    private static int nearestTo(Word item, ValueParser values) {
        Word day = item.withoutLast();
        if (!day.isNumber()) {
            throw values.refuse(item, "'W' follows a single day of month, as in 15W or LW, not '" + day.text() + "'");
        }
        return values.value(day);
    }

    private static int back(Word item, ValueParser values) {
        if (item.is("L")) {
            return 0;
        }
        Word days = item.from(Math.min(2, item.text().length()));
        if (!item.startsWith("L-") || !days.isNumber() || days.number() > BACK_MAX) {
            throw values.refuse(
                    item,
                    "'" + item.text() + "' is no day of month; write L for the last day or L-1 to L-" + BACK_MAX
                            + " for days before it");
        }
        return days.number();
    }

    private int loneLast(Word item, ValueParser values) {
        if (!dialect.allows(Mark.LONE_LAST_WEEKDAY)) {
            throw values.refuse(item, "'L' in day of week follows a day, as in 5L for the month's last Friday");
        }
        return dialect.weekday(dialect.span(CronField.DAY_OF_WEEK).last());
    }

    private long nth(Word item, ValueParser values) {
        int hash = item.indexOf('#');
        Word nth = item.from(hash + 1);
        if (nth.text().length() != 1 || !nth.isNumber() || nth.number() < 1 || nth.number() > 5) {
            throw values.refuse(nth, "'#' in day of week is followed by 1 to 5, as in MON#2, not '" + nth.text() + "'");
        }
        return 1L << (7 * (nth.number() - 1) + weekday(item.part(0, hash), values));
    }

    private int weekday(Word day, ValueParser values) {
        return dialect.weekday(values.value(day));
    }
}
