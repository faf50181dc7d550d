package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.cron.Dst.Gap;
import carillon.cron.Dst.Overlap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Zones whose clocks are changed at midnight, or at other odd times; every instant is worked out by hand. */
class MidnightClockChangeTest {
    private static final Dst LENIENT = new Dst(Gap.SKIP, Overlap.BOTH);

    @Test
    void santiago_has_no_midnight_in_spring_and_an_hour_before_midnight_twice_in_autumn() {
        // 2026-09-06: 00:00 -04:00 becomes 01:00 -03:00; 2026-04-05: 00:00 -03:00 becomes 23:00 -04:00 of the 4th
        assertEquals(
                List.of("2026-09-05T00:00-04:00", "2026-09-06T01:00-03:00", "2026-09-07T00:00-03:00"),
                Fires.in("America/Santiago", "0 0 * * *", "2026-09-04T12:00:00Z", 3));
        assertEquals(
                List.of("2026-09-05T00:30-04:00", "2026-09-07T00:30-03:00"),
                lenient("America/Santiago", "30 0 * * *", "2026-09-04T12:00:00Z", 2));
        assertEquals(
                List.of("2026-04-04T23:30-03:00", "2026-04-05T23:30-04:00"),
                Fires.in("America/Santiago", "30 23 * * *", "2026-04-04T12:00:00Z", 2));
        assertEquals(
                List.of("2026-04-04T23:30-03:00", "2026-04-04T23:30-04:00", "2026-04-05T23:30-04:00"),
                lenient("America/Santiago", "30 23 * * *", "2026-04-04T12:00:00Z", 3));
    }

    @Test
    void cairo_repeats_the_last_hour_of_a_thursday() {
        // 2026-10-30: 00:00 +03:00 becomes 23:00 +02:00 of the 29th
        assertEquals(
                List.of("2026-10-29T23:15+03:00", "2026-10-30T23:15+02:00"),
                Fires.in("Africa/Cairo", "15 23 * * *", "2026-10-29T12:00:00Z", 2));
        assertEquals(
                List.of("2026-10-29T00:00+03:00", "2026-10-30T00:00+02:00", "2026-10-31T00:00+02:00"),
                Fires.in("Africa/Cairo", "@daily", "2026-10-28T12:00:00Z", 3));
        assertEquals(
                List.of("2026-10-29T23:00+03:00", "2026-10-29T23:00+02:00", "2026-10-30T00:00+02:00"),
                Fires.in("Africa/Cairo", "@hourly", "2026-10-29T22:30:00+03:00", 3));
    }

    @Test
    void amman_changed_its_clock_at_midnight_until_2022() {
        // 2021-03-26: 00:00 +02:00 becomes 01:00 +03:00; 2021-10-29: 01:00 +03:00 becomes 00:00 +02:00
        assertEquals(
                List.of("2021-03-26T01:00+03:00", "2021-03-27T00:00+03:00"),
                Fires.in("Asia/Amman", "0 0 * * *", "2021-03-25T12:00:00Z", 2));
        assertEquals(
                List.of("2021-10-29T00:00+03:00", "2021-10-30T00:00+02:00"),
                Fires.in("Asia/Amman", "0 0 * * *", "2021-10-28T12:00:00Z", 2));
        assertEquals(
                List.of("2021-10-29T00:00+03:00", "2021-10-29T00:00+02:00"),
                lenient("Asia/Amman", "0 0 * * *", "2021-10-28T12:00:00Z", 2));
    }

    @Test
    void havana_repeats_the_hour_after_midnight() {
        // 2026-03-08: 00:00 -05:00 becomes 01:00 -04:00; 2026-11-01: 01:00 -04:00 becomes 00:00 -05:00
        assertEquals(
                List.of("2026-03-08T01:00-04:00", "2026-03-08T01:45-04:00", "2026-03-09T00:00-04:00"),
                Fires.in("America/Havana", "0,45 0 * * *", "2026-03-07T12:00:00Z", 3));
        assertEquals(
                List.of("2026-11-01T00:00-04:00", "2026-11-02T00:00-05:00"),
                Fires.in("America/Havana", "0 0 * * *", "2026-10-31T12:00:00Z", 2));
        assertEquals(
                List.of("2026-11-01T00:30-04:00", "2026-11-01T00:30-05:00", "2026-11-01T01:30-05:00"),
                Fires.in("America/Havana", "30 * * * *", "2026-11-01T00:00:00-04:00", 3));
    }

    @Test
    void sao_paulo_changed_its_clock_at_midnight_until_2019() {
        // 2018-11-04: 00:00 -03:00 becomes 01:00 -02:00; 2019-02-17: 00:00 -02:00 becomes 23:00 -03:00 of the 16th
        assertEquals(
                List.of("2018-11-04T01:00-02:00", "2018-11-11T00:00-02:00"),
                Fires.in("America/Sao_Paulo", "0 0 * * SUN", "2018-11-01T12:00:00Z", 2));
        assertEquals(
                List.of("2019-02-16T23:30-02:00", "2019-02-23T23:30-03:00"),
                Fires.in("America/Sao_Paulo", "30 23 * * SAT", "2019-02-14T12:00:00Z", 2));
    }

    @Test
    void casablanca_sets_its_clock_back_for_ramadan() {
        // 2026-02-15: 03:00 +01:00 becomes 02:00 +00:00; 2026-03-22: 02:00 +00:00 becomes 03:00 +01:00
        assertEquals(
                List.of("2026-02-15T02:30+01:00", "2026-02-16T02:30Z"),
                Fires.in("Africa/Casablanca", "30 2 * * *", "2026-02-15T00:00:00Z", 2));
        assertEquals(
                List.of("2026-03-21T02:30Z", "2026-03-22T03:30+01:00", "2026-03-23T02:30+01:00"),
                Fires.in("Africa/Casablanca", "30 2 * * *", "2026-03-21T00:00:00Z", 3));
        assertEquals(
                List.of("2026-02-15T12:00Z", "2026-03-22T12:00+01:00"),
                Fires.in("Africa/Casablanca", "0 12 15,22 2,3 SUN#3,SUN#4", "2026-02-14T12:00:00Z", 8).stream()
                        .filter(fire -> fire.startsWith("2026-02-15") || fire.startsWith("2026-03-22"))
                        .toList());
    }

    @Test
    void lord_howe_repeats_half_an_hour_in_both_passes_on_demand() {
        // 2026-04-05: 02:00 +11:00 becomes 01:30 +10:30
        assertEquals(
                List.of("2026-04-05T01:45+11:00", "2026-04-05T01:45+10:30", "2026-04-06T01:45+10:30"),
                lenient("Australia/Lord_Howe", "45 1 * * *", "2026-04-05T00:00:00+11:00", 3));
        assertEquals(
                List.of("2026-10-03T02:15+10:30", "2026-10-05T02:15+11:00"),
                lenient("Australia/Lord_Howe", "15 2 * * *", "2026-10-02T15:00:00Z", 2));
    }

    private static List<String> lenient(String zone, String text, String after, int count) {
        return Fires.of(Fires.schedule(text, Dialect.UNIX, zone, LENIENT), after, count);
    }
}
