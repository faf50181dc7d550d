package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.cron.Dst.Gap;
import carillon.cron.Dst.Overlap;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recurrence rules by examples worked out by hand; 2026-01-01 is a Thursday. */
class RecurrenceScheduleTest {
    private static final String NEW_YEAR = "2026-01-01T09:00:00Z";

    @Test
    void what_a_rule_leaves_open_is_taken_from_its_start() {
        assertEquals(List.of("2026-01-01T09:00Z", "2027-01-01T09:00Z"), utc("FREQ=YEARLY", NEW_YEAR, 2));
        assertEquals(List.of("2026-01-01T09:00Z", "2026-02-01T09:00Z"), utc("FREQ=MONTHLY", NEW_YEAR, 2));
        assertEquals(List.of("2026-01-01T09:00Z", "2026-01-08T09:00Z"), utc("FREQ=WEEKLY", NEW_YEAR, 2));
        assertEquals(List.of("2026-01-01T09:00Z", "2026-01-01T10:00Z"), utc("FREQ=HOURLY", NEW_YEAR, 2));
    }

    @Test
    void a_start_that_the_rule_does_not_match_does_not_fire() {
        assertEquals(List.of("2026-01-02T09:00Z"), utc("FREQ=WEEKLY;BYDAY=FR", NEW_YEAR, 1));
    }

    @Test
    void a_start_is_rounded_up_to_a_second() {
        assertEquals(List.of("2026-01-01T09:00:01Z"), utc("FREQ=DAILY", "2026-01-01T09:00:00.001Z", 1));
    }

    @Test
    void the_last_working_day_of_the_month_is_picked_by_its_position() {
        assertEquals(
                List.of("2026-01-30T09:00Z", "2026-02-27T09:00Z", "2026-03-31T09:00Z"),
                utc("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", NEW_YEAR, 3));
    }

    @Test
    void weekdays_with_and_without_a_number_add_up() {
        assertEquals(
                List.of("2026-01-02T09:00Z", "2026-01-09T09:00Z", "2026-01-13T09:00Z", "2026-01-16T09:00Z"),
                utc("FREQ=MONTHLY;BYDAY=FR,2TU", NEW_YEAR, 4));
    }

    @Test
    void positions_count_through_the_times_of_every_day_of_a_period() {
        assertEquals(
                List.of("2026-01-01T18:00Z", "2027-01-01T18:00Z"),
                utc("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1,2;BYHOUR=6,18;BYSETPOS=2", NEW_YEAR, 2));
        assertEquals(
                List.of("2026-01-01T09:45Z", "2026-01-01T10:45Z"),
                utc("FREQ=HOURLY;BYMINUTE=0,15,45;BYSETPOS=-1", NEW_YEAR, 2));
    }

    @Test
    void weeks_begin_on_the_day_that_is_said() {
        // the example of RFC 5545, section 3.3.10: the first of the two weeks that count ends on another day
        String rule = "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=";
        assertEquals(
                List.of("1997-08-05T09:00Z", "1997-08-10T09:00Z", "1997-08-19T09:00Z", "1997-08-24T09:00Z", "never"),
                utc(rule + "MO", "1997-08-05T09:00:00Z", 5));
        assertEquals(
                List.of("1997-08-05T09:00Z", "1997-08-17T09:00Z", "1997-08-19T09:00Z", "1997-08-31T09:00Z", "never"),
                utc(rule + "SU", "1997-08-05T09:00:00Z", 5));
    }

    @Test
    void the_29th_of_february_waits_for_leap_years() {
        assertEquals(
                List.of("2028-02-29T09:00Z", "2032-02-29T09:00Z"),
                utc("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", NEW_YEAR, 2));
    }

    @Test
    void an_end_counts_in_utc_or_in_the_zone_of_the_rule() {
        String rule = "FREQ=DAILY;UNTIL=20260102T000000";
        String start = "2026-01-01T09:00:00+09:00";
        assertEquals(
                List.of("2026-01-01T09:00+09:00", "2026-01-02T09:00+09:00", "never"),
                fires("Asia/Tokyo", rule + "Z", start, 9));
        assertEquals(List.of("2026-01-01T09:00+09:00", "never"), fires("Asia/Tokyo", rule, start, 9));
        assertEquals(List.of("2026-01-01T09:00Z", "never"), utc("FREQ=DAILY;UNTIL=20260102", NEW_YEAR, 9));
    }

    @Test
    void an_instant_asked_for_long_after_the_start_is_found_at_once() {
        RecurrenceSchedule minutes = schedule("UTC", "FREQ=MINUTELY;INTERVAL=7", "1970-01-01T00:00:00Z", Dst.DEFAULT);
        assertEquals(
                Instant.parse("2026-01-01T00:07:00Z"),
                Instant.ofEpochMilli(
                        minutes.next(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli())));
    }

    @Test
    void a_rule_that_cannot_match_never_fires() {
        for (String rule : List.of(
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=SECONDLY;INTERVAL=60;BYSECOND=1",
                "FREQ=MONTHLY;BYSETPOS=2",
                "FREQ=DAILY;UNTIL=20251231T000000Z")) {
            assertEquals(List.of("never"), utc(rule, NEW_YEAR, 1), rule);
        }
    }

    @Test
    void a_daily_rule_keeps_its_time_of_day_over_clock_changes() {
        assertEquals(
                List.of("2026-03-28T02:30+01:00", "2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00"),
                fires("Europe/Paris", "FREQ=DAILY", "2026-03-28T02:30:00+01:00", 3));
        Dst other = new Dst(Gap.SKIP, Overlap.BOTH);
        assertEquals(
                List.of("2026-03-28T02:30+01:00", "2026-03-30T02:30+02:00"),
                fires(schedule("Europe/Paris", "FREQ=DAILY", "2026-03-28T02:30:00+01:00", other), "Europe/Paris", 2));
        assertEquals(
                List.of("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"),
                fires(schedule("Europe/Paris", "FREQ=DAILY", "2026-10-25T02:30:00+02:00", other), "Europe/Paris", 2));
    }

    @Test
    void an_hourly_rule_follows_the_clock_as_it_runs() {
        assertEquals(
                List.of("2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00", "2026-10-25T03:00+01:00"),
                fires("Europe/Paris", "FREQ=HOURLY", "2026-10-25T02:00:00+02:00", 3));
        assertEquals(
                List.of("2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00"),
                fires("Europe/Paris", "FREQ=HOURLY", "2026-03-29T01:00:00+01:00", 2));
    }

    private static List<String> utc(String rule, String start, int count) {
        return fires("UTC", rule, start, count);
    }

    private static List<String> fires(String zone, String rule, String start, int count) {
        return fires(schedule(zone, rule, start, Dst.DEFAULT), zone, count);
    }

    private static RecurrenceSchedule schedule(String zone, String rule, String start, Dst dst) {
        long startMillis = OffsetDateTime.parse(start).toInstant().toEpochMilli();
        return new RecurrenceSchedule(RecurrenceRule.parse(rule), startMillis, ZoneId.of(zone), dst);
    }

    private static List<String> fires(RecurrenceSchedule schedule, String zone, int count) {
        List<String> fires = new ArrayList<>();
        long last = Long.MIN_VALUE / 2;
        while (fires.size() < count) {
            last = schedule.next(last);
            if (last == RecurrenceSchedule.NEVER) {
                fires.add("never");
                return fires;
            }
            fires.add(Instant.ofEpochMilli(last)
                    .atZone(ZoneId.of(zone))
                    .toOffsetDateTime()
                    .toString());
        }
        return fires;
    }
}
