package carillon.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.cron.Dialect;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void a_fixed_rate_without_a_start_fires_first_a_period_after_acceptance() {
        Schedule schedule = Schedule.of(new Trigger.Every(1_000, null), 5_500);
        assertEquals(6_500, schedule.first());
        assertEquals(7_500, schedule.next(6_500));
        assertEquals(7_500, schedule.next(7_499));
    }

    @Test
    void a_fixed_rate_with_a_start_fires_first_at_its_start() {
        Schedule schedule = Schedule.of(new Trigger.Every(1_000, 3_000L), 9_999_999);
        assertEquals(3_000, schedule.first());
        assertEquals(3_000, schedule.next(0));
        assertEquals(5_000, schedule.next(4_000));
    }

    @Test
    void a_one_shot_fires_once() {
        Schedule at = Schedule.of(new Trigger.At(700), 100);
        assertEquals(700, at.first());
        assertEquals(Schedule.NEVER, at.next(700));
        assertEquals(350, Schedule.of(new Trigger.Delay(250), 100).first());
    }

    @Test
    void a_cron_expression_fires_after_its_acceptance() {
        Schedule schedule = Schedule.of(new Trigger.Cron("0/30 * * * * ?", Dialect.QUARTZ, "UTC"), 30_000);
        assertEquals(60_000, schedule.first());
    }

    @Test
    void an_ended_occurrence_is_followed_by_the_next_nominal_instant() {
        Advance advance = Advance.after(every(1_000), 5_000, 5_002, 5_100);
        assertEquals(new Advance(6_000L, 0, 0, ""), advance);
    }

    @Test
    void instants_that_came_due_while_it_ran_are_passed_over() {
        Advance advance = Advance.after(every(1_000), 5_000, 5_002, 8_000);
        assertEquals(9_000L, advance.next());
        assertEquals(6_000, advance.firstSkipped());
        assertEquals(3, advance.skipped());
    }

    @Test
    void instants_that_were_due_before_it_started_follow_late() {
        Advance advance = Advance.after(every(1_000), 5_000, 35_000, 35_010);
        assertEquals(new Advance(6_000L, 0, 0, ""), advance);
    }

    @Test
    void after_more_than_the_misfire_time_only_the_latest_instant_is_made_up_for() {
        assertTrue(Advance.misfired(every(1_000), 5_000, 100_500));
        Advance advance = Advance.makeUp(every(1_000), 5_000, 100_500);
        assertEquals(100_000L, advance.next());
        assertEquals(95, advance.skipped());
    }

    @Test
    void one_late_instant_without_a_successor_that_is_due_is_no_misfire() {
        assertFalse(Advance.misfired(every(3_600_000), 0, 90_000));
    }

    @Test
    void a_long_pause_of_a_quick_schedule_is_passed_over_without_walking_it_all() {
        Schedule everySecond = Schedule.of(new Trigger.Cron("* * * * * *", Dialect.OCPS, "UTC"), 0);
        long now = 1_000L * 86_400 * 365;
        Advance advance = Advance.makeUp(everySecond, 1_000, now);
        assertEquals(now, advance.next());
        assertEquals(Advance.COUNT_MAX, advance.skipped());
    }

    @Test
    void waits_grow_by_the_multiplier_up_to_the_longest_and_jitter_stays_in_its_share() {
        RetryPolicy plain = new RetryPolicy(10, 1_000, 2, 5_000, 0);
        assertEquals(1_000, plain.waitMillis(1, 0.5));
        assertEquals(4_000, plain.waitMillis(3, 0.5));
        assertEquals(5_000, plain.waitMillis(9, 0.5));
        RetryPolicy jittery = new RetryPolicy(10, 1_000, 2, 5_000, 0.1);
        assertEquals(900, jittery.waitMillis(1, 0));
        assertEquals(1_100, jittery.waitMillis(1, 0.999999));
    }

    @Test
    void ids_are_version_7_and_sort_by_time() {
        SplittableRandom random = new SplittableRandom(1);
        UUID first = Uuid7.of(1_000_000, random);
        UUID second = Uuid7.of(1_000_001, random);
        assertEquals(7, first.version());
        assertEquals(2, first.variant());
        assertTrue(first.toString().compareTo(second.toString()) < 0);
        assertNotEquals(first, Uuid7.of(1_000_000, random));
    }

    private static Schedule every(long period) {
        return Schedule.of(new Trigger.Every(period, 0L), 0);
    }
}
