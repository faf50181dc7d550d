package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.cron.Dst.Gap;
import carillon.cron.Dst.Overlap;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockChangeTest {
    private static final String PARIS = "Europe/Paris";
    private static final String NEW_YORK = "America/New_York";
    private static final String LORD_HOWE = "Australia/Lord_Howe";
    private static final String CAIRO = "Africa/Cairo";
    private static final String APIA = "Pacific/Apia";

    @Test
    void a_fixed_time_in_the_missing_hour_is_shifted_by_the_gap() {
        assertEquals(
                List.of("2026-03-28T02:30+01:00", "2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00"),
                Fires.in(PARIS, "30 2 * * *", "2026-03-28T00:00:00Z", 3));
        assertEquals(
                List.of("2026-03-08T03:30-04:00", "2026-03-09T02:30-04:00"),
                Fires.in(NEW_YORK, "30 2 * * *", "2026-03-08T00:00:00-05:00", 2));
    }

    @Test
    void a_fixed_time_in_the_missing_hour_is_skipped_on_demand() {
        CronSchedule skipping = Fires.schedule("30 2 * * *", Dialect.UNIX, PARIS, new Dst(Gap.SKIP, Overlap.FIRST));
        assertEquals(
                List.of("2026-03-28T02:30+01:00", "2026-03-30T02:30+02:00"),
                Fires.of(skipping, "2026-03-28T00:00:00Z", 2));
    }

    @Test
    void a_fixed_time_in_the_repeated_hour_fires_in_the_first_pass() {
        assertEquals(
                List.of("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"),
                Fires.in(PARIS, "30 2 * * *", "2026-10-25T00:00:00Z", 2));
        assertEquals(
                List.of("2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00"),
                Fires.in(NEW_YORK, "30 1 * * *", "2026-11-01T00:00:00-04:00", 2));
    }

    @Test
    void a_fixed_time_in_the_repeated_hour_fires_in_both_passes_on_demand() {
        CronSchedule both = Fires.schedule("30 2 * * *", Dialect.UNIX, PARIS, new Dst(Gap.SHIFT, Overlap.BOTH));
        assertEquals(
                List.of("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-26T02:30+01:00"),
                Fires.of(both, "2026-10-25T00:00:00Z", 3));
    }

    @Test
    void asked_within_the_second_pass_a_fixed_time_of_the_first_waits_for_the_next_day() {
        assertEquals(List.of("2026-10-26T02:30+01:00"), Fires.in(PARIS, "30 2 * * *", "2026-10-25T02:10:00+01:00", 1));
    }

    @Test
    void a_stepped_rule_is_not_shifted_out_of_the_missing_hour() {
        assertEquals(
                List.of("2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00"),
                Fires.in(PARIS, "*/30 * * * *", "2026-03-29T01:10:00+01:00", 3));
        assertEquals(
                List.of("2026-03-09T02:00-04:00", "2026-03-09T02:30-04:00"),
                Fires.in(NEW_YORK, "*/30 2 * * *", "2026-03-07T03:00:00-05:00", 2));
    }

    @Test
    void a_stepped_rule_fires_in_both_passes_of_the_repeated_hour() {
        assertEquals(
                List.of(
                        "2026-10-25T02:00+02:00",
                        "2026-10-25T02:30+02:00",
                        "2026-10-25T02:00+01:00",
                        "2026-10-25T02:30+01:00",
                        "2026-10-25T03:00+01:00"),
                Fires.in(PARIS, "*/30 * * * *", "2026-10-25T01:40:00+02:00", 5));
        assertEquals(
                List.of("2026-11-01T01:15-04:00", "2026-11-01T01:15-05:00", "2026-11-02T01:15-05:00"),
                Fires.in(NEW_YORK, "15 1-1 * * *", "2026-11-01T00:00:00-04:00", 3));
    }

    @Test
    void a_shifted_fire_that_meets_a_regular_one_fires_once() {
        assertEquals(
                List.of("2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00", "2026-03-30T03:30+02:00"),
                Fires.in(PARIS, "30 2,3 * * *", "2026-03-29T00:00:00Z", 3));
    }

    @Test
    void a_shifted_fire_may_come_after_a_regular_one() {
        assertEquals(
                List.of("2026-10-04T02:35+11:00", "2026-10-04T02:50+11:00", "2026-10-05T02:20+11:00"),
                Fires.in(LORD_HOWE, "20,35 2 * * *", "2026-10-03T16:00:00+10:30", 3));
    }

    @Test
    void lord_howe_moves_its_clock_by_half_an_hour() {
        // 2026-10-04: 02:00 +10:30 becomes 02:30 +11:00; 2026-04-05: 02:00 +11:00 becomes 01:30 +10:30
        assertEquals(
                List.of("2026-10-04T02:45+11:00", "2026-10-05T02:15+11:00"),
                Fires.in(LORD_HOWE, "15 2 * * *", "2026-10-03T16:00:00+10:30", 2));
        assertEquals(
                List.of("2026-10-04T02:35+11:00"), Fires.in(LORD_HOWE, "35 2 * * *", "2026-10-03T16:00:00+10:30", 1));
        assertEquals(
                List.of("2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30"),
                Fires.in(LORD_HOWE, "45 1 * * *", "2026-04-05T00:00:00+11:00", 2));
        assertEquals(
                List.of("2026-04-05T01:40+11:00", "2026-04-05T01:40+10:30", "2026-04-05T02:00+10:30"),
                Fires.in(LORD_HOWE, "*/20 * * * *", "2026-04-05T01:30:00+11:00", 3));
    }

    @Test
    void a_midnight_that_is_missing_in_cairo_is_shifted_to_one_o_clock() {
        // 2026-04-24: 00:00 +02:00 becomes 01:00 +03:00
        assertEquals(
                List.of("2026-04-23T00:00+02:00", "2026-04-24T01:00+03:00", "2026-04-25T00:00+03:00"),
                Fires.in(CAIRO, "@daily", "2026-04-22T12:00:00Z", 3));
        assertEquals(
                List.of("2026-04-23T23:00+02:00", "2026-04-24T01:00+03:00"),
                Fires.in(CAIRO, "@hourly", "2026-04-23T22:30:00+02:00", 2));
    }

    @Test
    void the_day_that_apia_never_had_is_shifted_by_a_whole_day() {
        // 2011-12-30 was left out: from -10:00 to +14:00 at midnight
        assertEquals(
                List.of("2011-12-29T09:00-10:00", "2011-12-31T09:00+14:00", "2012-01-01T09:00+14:00"),
                Fires.in(APIA, "0 9 * * *", "2011-12-29T00:00:00-10:00", 3));
        assertEquals(
                List.of("2011-12-31T09:00+14:00", "2012-12-30T09:00+14:00"),
                Fires.in(APIA, "0 9 30 12 *", "2011-01-01T00:00:00-10:00", 2));
        assertEquals(
                List.of("2011-12-29T18:00-10:00", "2011-12-31T00:00+14:00"),
                Fires.in(APIA, "0 */6 * * *", "2011-12-29T12:00:00-10:00", 2));
    }

    @Test
    void a_whole_day_that_came_twice_fires_in_its_first_pass() {
        // Alaska went from Asian to American dates: after 15:33 on 19 October came 15:33 on the 18th
        assertEquals(
                List.of("1867-10-18T18:00+15:02:19", "1867-10-19T09:00+15:02:19", "1867-10-19T18:00-08:57:41"),
                Fires.in("America/Juneau", "0 9,18 18,19 10 *", "1867-10-18T00:00:00Z", 3));
        CronSchedule both =
                Fires.schedule("0 9 19 10 *", Dialect.UNIX, "America/Juneau", new Dst(Gap.SHIFT, Overlap.BOTH));
        assertEquals(
                List.of("1867-10-19T09:00+15:02:19", "1867-10-19T09:00-08:57:41"),
                Fires.of(both, "1867-10-17T12:00:00Z", 2));
    }

    @Test
    void a_rule_that_meets_only_missing_times_never_fires_when_they_are_skipped() {
        CronSchedule never = Fires.schedule("30 2 * 3 SUNL", Dialect.UNIX, PARIS, new Dst(Gap.SKIP, Overlap.FIRST));
        assertEquals(List.of("never"), Fires.of(never, "2026-01-01T00:00:00Z", 1));
    }
}
