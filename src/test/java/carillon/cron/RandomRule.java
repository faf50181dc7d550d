package carillon.cron;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * A random expression together with the dullest statement of what it means: text for the parser, predicates for the
 * model.
 */
record RandomRule(
        String text, boolean hasSeconds, boolean isFixed, Predicate<LocalDate> dates, Predicate<LocalDateTime> times) {

    private record Part(String text, IntPredicate holds) {
        boolean isNumber() {
            return text.chars().allMatch(c -> Character.isDigit(c) || c == ',');
        }
    }

    private record Days(String text, Predicate<LocalDate> holds) {
        boolean isStar() {
            return text.equals("*");
        }
    }

    /** A unix expression, or one of ocps with seconds. */
    static RandomRule draw(Random random, boolean hasSeconds) {
        Part second = hasSeconds ? part(random, 0, 59, 3) : new Part("0", value -> value == 0);
        Part minute = part(random, 0, 59, 3);
        Part hour = part(random, 0, 23, 3);
        Part month = random.nextInt(3) > 0 ? new Part("*", value -> true) : part(random, 1, 12, 2);
        Days dayOfMonth = dayOfMonth(random);
        Days dayOfWeek = dayOfWeek(random);
        boolean either = !dayOfMonth.isStar() && !dayOfWeek.isStar();
        Predicate<LocalDate> days =
                either ? dayOfMonth.holds.or(dayOfWeek.holds) : dayOfMonth.holds.and(dayOfWeek.holds);
        String text = String.join(" ", minute.text, hour.text, dayOfMonth.text, month.text, dayOfWeek.text);
        return new RandomRule(
                hasSeconds ? second.text + " " + text : text,
                hasSeconds,
                second.isNumber() && minute.isNumber() && hour.isNumber(),
                date -> month.holds.test(date.getMonthValue()) && days.test(date),
                time -> second.holds.test(time.getSecond())
                        && minute.holds.test(time.getMinute())
                        && hour.holds.test(time.getHour()));
    }

    boolean matches(LocalDateTime time) {
        return times.test(time) && dates.test(time.toLocalDate());
    }

    private static Part part(Random random, int first, int last, int kinds) {
        int a = random.nextInt(first, last + 1);
        int b = random.nextInt(a, last + 1);
        int step = random.nextInt(1, last / 2);
        return switch (random.nextInt(3 + kinds)) {
            case 0 -> new Part("*", value -> true);
            case 1 -> new Part("*/" + step, value -> (value - first) % step == 0);
            case 2 -> new Part(a + "-" + b + "/" + step, value -> value >= a && value <= b && (value - a) % step == 0);
            case 3 -> new Part(a + "," + b, value -> value == a || value == b);
            default -> new Part("" + a, value -> value == a);
        };
    }

    private static Days dayOfMonth(Random random) {
        int n = random.nextInt(1, 29);
        return switch (random.nextInt(8)) {
            case 0 -> new Days("L", date -> date.getDayOfMonth() == date.lengthOfMonth());
            case 1 -> new Days("L-" + n, date -> date.getDayOfMonth() == date.lengthOfMonth() - n);
            case 2 -> new Days(n + "W", date -> date.equals(nearestWeekday(date.withDayOfMonth(n))));
            case 3 -> {
                Part part = part(random, 1, 31, 3);
                yield new Days(part.text, date -> part.holds.test(date.getDayOfMonth()));
            }
            default -> new Days("*", date -> true);
        };
    }

    private static Days dayOfWeek(Random random) {
        int n = random.nextInt(1, 6);
        DayOfWeek day = DayOfWeek.of(random.nextInt(1, 8));
        int number = day.getValue();
        return switch (random.nextInt(8)) {
            case 0 -> new Days(number + "L", date -> date.equals(date.with(TemporalAdjusters.lastInMonth(day))));
            case 1 ->
                new Days(number + "#" + n, date -> date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(n, day))));
            case 2 -> new Days(day.name().substring(0, 3), date -> date.getDayOfWeek() == day);
            case 3 -> new Days("1-" + n, date -> date.getDayOfWeek().getValue() <= n);
            default -> new Days("*", date -> true);
        };
    }

    private static LocalDate nearestWeekday(LocalDate date) {
        LocalDate nearest =
                switch (date.getDayOfWeek()) {
                    case SATURDAY -> date.minusDays(1);
                    case SUNDAY -> date.plusDays(1);
                    default -> date;
                };
        if (nearest.getMonth() == date.getMonth()) {
            return nearest;
        }
        return nearest.isBefore(date) ? date.plusDays(2) : date.minusDays(2);
    }
}
