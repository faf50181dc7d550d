package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockChangeWordsTest {
    private static final long NEW_YEAR = millis("2026-01-01T00:00:00Z");
    private static final long NEXT_YEAR = millis("2027-01-01T00:00:00Z");
    private static final Dst OTHER = new Dst(Dst.Gap.SKIP, Dst.Overlap.BOTH);

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            30 2 * * *   | Europe/Paris | on 29 March 2026 at 03:30 instead of 02:30, because the clock goes forward
            0,30 2 * * * | Europe/Paris | on 29 March 2026 at 03:00 and 03:30 instead of 02:00 and 02:30, \
            because the clock goes forward
            0,5,10,15,25,45 2 * * * | Europe/Paris | on 29 March 2026 what is due between 02:00 and 03:00 comes \
            1 hour later, because the clock goes forward
            30 2 * * 1   | Europe/Paris | -
            30 2 1 * *   | Europe/Paris | -
            30 3 * * *   | Europe/Paris | -
            */10 2 * * * | Europe/Paris | on 29 March 2026 not between 02:00 and 03:00, because the clock goes forward
            0 */2 * * *  | Europe/Paris | on 29 March 2026 not at 02:00, because the clock goes forward
            0 1-23/2 * * * | Europe/Paris | -
            */5 * * * *  | Europe/Paris | -
            0 * * * *    | Europe/Paris | -
            */10 * * * * | Australia/Lord_Howe | -
            */20 * * * * | Australia/Lord_Howe | on 5 April 2026 twice at 01:40, because the clock goes back
            10 2 * * *   | Australia/Lord_Howe | on 4 October 2026 at 02:40 instead of 02:10, \
            because the clock goes forward
            30 0 * * *   | Africa/Cairo | on 24 April 2026 at 01:30 instead of 00:30, because the clock goes forward
            30 2 * * *   | Asia/Tokyo   | -
            30 2 * * *   | UTC          | -
            """)
    void the_next_change_that_matters_is_told(String expression, String zone, String words) {
        assertEquals(words, change(expression, zone, Dst.DEFAULT, NEW_YEAR, NEXT_YEAR));
    }

    @Test
    void a_dropped_and_a_doubled_time_are_told_where_asked_for() {
        assertEquals(
                "on 29 March 2026 not at 02:30, because the clock goes forward",
                change("30 2 * * *", "Europe/Paris", OTHER, NEW_YEAR, NEXT_YEAR));
        assertEquals(
                "on 25 October 2026 twice at 02:30, because the clock goes back",
                change("30 2 * * *", "Europe/Paris", OTHER, millis("2026-04-01T00:00:00Z"), NEXT_YEAR));
        assertEquals(
                null, change("30 2 * * *", "Europe/Paris", Dst.DEFAULT, millis("2026-04-01T00:00:00Z"), NEXT_YEAR));
    }

    @Test
    void a_time_that_is_moved_into_the_next_day_is_told_with_both_days() {
        assertEquals(
                "on 31 December 2011 at 09:00 instead of 09:00 on 30 December 2011, because the clock goes forward",
                change("0 9 * * *", "Pacific/Apia", Dst.DEFAULT, millis("2011-12-01T00:00:00Z"), NEW_YEAR));
    }

    @Test
    void a_change_after_the_horizon_is_not_looked_for() {
        long march = millis("2026-03-01T00:00:00Z");
        assertEquals(null, change("30 2 * * *", "Europe/Paris", Dst.DEFAULT, NEW_YEAR, march));
    }

    @Test
    void a_recurrence_rule_is_told_like_cron() {
        RecurrenceSchedule daily = new RecurrenceSchedule(
                RecurrenceRule.parse("FREQ=DAILY;BYHOUR=2;BYMINUTE=30"), NEW_YEAR, ZoneId.of("Europe/Paris"), OTHER);
        assertEquals(
                "on 29 March 2026 not at 02:30, because the clock goes forward",
                daily.clockChange(NEW_YEAR, NEXT_YEAR).orElse(null));
        RecurrenceSchedule hourly =
                new RecurrenceSchedule(RecurrenceRule.parse("FREQ=HOURLY"), NEW_YEAR, ZoneId.of("Europe/Paris"), OTHER);
        assertEquals(null, hourly.clockChange(NEW_YEAR, NEXT_YEAR).orElse(null));
    }

    private static String change(String expression, String zone, Dst dst, long from, long until) {
        CronExpression parsed = CronExpression.parse(expression, Dialect.UNIX);
        return new CronSchedule(parsed, ZoneId.of(zone), dst)
                .clockChange(from, until)
                .orElse(null);
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
