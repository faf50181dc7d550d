package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches by the number of their steps: it is what bounds the time that a rule can cost. */
class RecurrenceSearchTest {
    private static final long SEED = Long.getLong("cron.seed", 20_261_121);
    private static final long ORIGIN = LocalDateTime.of(2026, 1, 1, 9, 0).toEpochSecond(ZoneOffset.UTC);
    private static final int LATER_YEARS = 800;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=1;BYDAY=5MO",
                "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
                "FREQ=SECONDLY;BYYEARDAY=1;BYMONTH=12"
            })
    void days_that_never_come_are_looked_for_through_the_whole_calendar(String rule) {
        Steps steps = new Steps(SearchedTimes.STEPS_MAX);
        assertEquals(WallTimes.NONE, times(rule).ceiling(ORIGIN, steps));
        assertTrue(steps.take(), "the search gave up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FREQ=MINUTELY;BYSETPOS=-2", "FREQ=MONTHLY;BYSETPOS=32", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=8"})
    void a_position_that_no_period_can_have_is_not_looked_for(String rule) {
        Steps none = new Steps(0);
        assertEquals(WallTimes.NONE, positioned(rule).ceiling(ORIGIN, none));
        assertEquals(WallTimes.NONE, positioned(rule).ceiling(ORIGIN));
    }

    @Test
    void the_periods_and_the_times_within_them_share_the_steps_of_a_search() {
        Steps steps = new Steps(SearchedTimes.STEPS_MAX);
        assertEquals(
                WallTimes.NONE, positioned("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6").ceiling(ORIGIN, steps));
        assertFalse(steps.take(), "the search took more steps than it had");
    }

    @Test
    void a_count_of_leap_days_is_found_in_full() {
        long[] leapDays = IntStream.iterate(2028, year -> year + 1)
                .filter(year -> LocalDate.ofYearDay(year, 1).isLeapYear())
                .limit(1_000)
                .mapToLong(year -> LocalDate.of(year, 2, 29).toEpochDay())
                .toArray();
        BoundedTimes counted = BoundedTimes.counted(times("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"), ORIGIN, 1_000);
        assertEquals(leapDays[999] * 86_400 + 9 * 3_600, counted.last());
    }

    @Test
    void the_days_of_a_year_are_those_of_every_year_of_its_shape() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int round = 0; round < 60; round++) {
            String text = drawn(random);
            RecurrenceDays days = days(text);
            for (int year = 2026; year < 2026 + LATER_YEARS; year++) {
                for (int month = 1; month <= 12; month++) {
                    assertEquals(days.in(year, month), days.year(year).in(month), text + " in " + month + " " + year);
                }
            }
        }
    }

    @Test
    void days_are_counted_and_found_by_their_index_from_any_day_on() {
        RecurrenceDays days = days("FREQ=DAILY;BYMONTHDAY=1,15,31");
        long from = LocalDate.of(2027, 12, 15).toEpochDay();
        long end = LocalDate.of(2028, 3, 31).toEpochDay();
        long[] expected = LongStream.range(from, end)
                .filter(day ->
                        List.of(1, 15, 31).contains(LocalDate.ofEpochDay(day).getDayOfMonth()))
                .toArray();
        assertEquals(expected.length, days.count(from, end));
        assertArrayEquals(
                expected,
                IntStream.range(0, expected.length)
                        .mapToLong(index -> days.at(index, from))
                        .toArray());
    }

    private static String drawn(Random random) {
        String week = random.nextBoolean() ? "-" : "";
        return switch (random.nextInt(4)) {
            case 0 ->
                "FREQ=YEARLY;BYWEEKNO=" + week + random.nextInt(50, 54) + "," + random.nextInt(1, 4) + ";WKST="
                        + (random.nextBoolean() ? "SU" : "TH");
            case 1 -> "FREQ=YEARLY;BYYEARDAY=" + week + random.nextInt(1, 367) + ";BYDAY=MO,TH,SU";
            case 2 -> "FREQ=YEARLY;BYDAY=" + week + random.nextInt(1, 54) + "FR";
            default -> "FREQ=MONTHLY;BYDAY=" + week + random.nextInt(1, 6) + "TU;BYMONTHDAY=1,2,3,30,31";
        };
    }

    private static RecurrenceTimes times(String rule) {
        return new RecurrenceTimes(RecurrenceRule.parse(rule), ORIGIN);
    }

    private static PositionedTimes positioned(String rule) {
        RecurrenceRule parsed = RecurrenceRule.parse(rule);
        return new PositionedTimes(new RecurrenceTimes(parsed, ORIGIN), SignedSet.of(parsed.values(ByPart.BYSETPOS)));
    }

    private static RecurrenceDays days(String rule) {
        return times(rule).days();
    }
}
