package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {

    @Test
    void the_next_fire_is_strictly_after_the_instant() {
        CronSchedule minutes = Fires.schedule("* * * * *", Dialect.UNIX, "UTC", Dst.DEFAULT);
        assertEquals(60_000, minutes.next(0));
        assertEquals(60_000, minutes.next(59_999));
        assertEquals(120_000, minutes.next(60_000));
        assertEquals(0, minutes.next(-1));
        assertEquals(-60_000, minutes.next(-60_001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 L-30 2,11 *", "0 0 L-29 2 *", "0 0 30W 2 *"})
    void a_date_that_never_comes_never_fires(String text) {
        assertEquals(List.of("never"), Fires.unix(text, "2026-01-01T00:00:00Z", 1));
    }

    @Test
    void days_that_the_two_day_fields_never_share_never_fire() {
        assertEquals(List.of("never"), Fires.of(Dialect.SPRING, "0 0 0 1 * MON#2", "2026-01-01T00:00:00Z", 1));
        assertEquals(List.of("never"), Fires.of(Dialect.OCPS, "0 0 7W * +SUN", "2026-01-01T00:00:00Z", 1));
    }

    @Test
    void a_day_that_only_the_shortest_february_makes_the_last_is_found() {
        assertEquals(
                List.of("2027-02-22T00:00Z", "2038-02-22T00:00Z"),
                Fires.of(Dialect.SPRING, "0 0 0 22 2 MONL", "2026-01-01T00:00:00Z", 2));
    }

    @Test
    void years_that_are_past_never_fire() {
        assertEquals(List.of("never"), Fires.of(Dialect.QUARTZ, "0 0 0 1 1 ? 1970-2025", "2026-01-01T00:00:00Z", 1));
        assertEquals(
                List.of("never"), Fires.of(Dialect.OCPS, "0 0 0 29 2 * 2027,2029-2031", "2026-01-01T00:00:00Z", 1));
    }

    @Test
    void a_rule_that_ends_within_a_repeated_hour_fires_in_both_passes_of_it() {
        CronSchedule stepped = Fires.schedule("0 */30 2 25 10 ? 2026", Dialect.QUARTZ, "Europe/Paris", Dst.DEFAULT);
        assertEquals(
                List.of(
                        "2026-10-25T02:00+02:00",
                        "2026-10-25T02:30+02:00",
                        "2026-10-25T02:00+01:00",
                        "2026-10-25T02:30+01:00",
                        "never"),
                Fires.of(stepped, "2026-01-01T00:00:00Z", 5));
    }

    @Test
    void the_calendar_ends_with_the_year_9999() {
        assertEquals(
                List.of("9999-12-31T23:59:59Z", "never"),
                Fires.of(Dialect.OCPS, "59 59 23 31 12 * 9999", "2026-01-01T00:00:00Z", 2));
        CronSchedule seconds = Fires.schedule("* * * * * *", Dialect.OCPS, "Europe/Paris", Dst.DEFAULT);
        assertEquals(
                CronSchedule.NEVER,
                seconds.next(Instant.parse("9999-12-31T22:59:59Z").toEpochMilli()));
        assertEquals(CronSchedule.NEVER, seconds.next(Long.MAX_VALUE));
    }

    @Test
    void the_distant_past_begins_with_the_year_1() {
        CronSchedule seconds = Fires.schedule("* * * * * *", Dialect.OCPS, "UTC", Dst.DEFAULT);
        assertEquals(Instant.parse("0001-01-01T00:00:00Z").toEpochMilli(), seconds.next(Long.MIN_VALUE));
    }

    @Test
    void clock_changes_go_on_as_the_rules_say_centuries_from_now() {
        assertEquals(
                List.of("9000-03-30T03:30+02:00", "9000-03-31T02:30+02:00"),
                Fires.in("Europe/Paris", "30 2 * 3 *", "9000-03-30T00:00:00+01:00", 2));
    }

    @Test
    void next_allocates_nothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CronSchedule[] schedules = {
            Fires.schedule("*/5 * * * *", Dialect.UNIX, "America/New_York", Dst.DEFAULT),
            Fires.schedule("30 2 29 2 MON", Dialect.UNIX, "Europe/Paris", Dst.DEFAULT),
            Fires.schedule("0 0 12 LW * ? 2030-2099", Dialect.QUARTZ, "Australia/Lord_Howe", Dst.DEFAULT),
        };
        long sum = 0;
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) { // the virtual machine itself allocates a little at first
            long before = threads.getCurrentThreadAllocatedBytes();
            sum += run(schedules, 2_000);
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, allocated, "bytes in the best round; check sum " + sum);
    }

    private static long run(CronSchedule[] schedules, int times) {
        long sum = 0;
        for (int i = 0; i < schedules.length; i++) {
            long at = 1_767_225_600_000L;
            for (int n = 0; n < times && at != CronSchedule.NEVER; n++) {
                at = schedules[i].next(at);
                sum += at;
            }
        }
        return sum;
    }
}
