package carillon.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.cron.Dialect;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final long DAY = 86_400_000;

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
    void a_start_and_an_end_bound_a_cron_expression() {
        Definition daily = Definition.of(new Trigger.Cron("0 0 * * *", Dialect.UNIX, "UTC"), new Action.Handler("a"))
                .withRecurrence(Recurrence.DEFAULT.withBounds(2 * DAY, 4 * DAY, null));
        Schedule schedule = Schedule.of("id", daily, 1_000);
        assertEquals(2 * DAY, schedule.first(), "a start counts itself");
        assertEquals(2 * DAY, schedule.next(0));
        assertEquals(3 * DAY, schedule.next(2 * DAY));
        assertEquals(4 * DAY, schedule.next(3 * DAY), "an end counts itself");
        assertEquals(Schedule.NEVER, schedule.next(4 * DAY));
        assertEquals(Schedule.NEVER, Schedule.of("id", daily, 5 * DAY).first());
    }

    @Test
    void an_end_before_the_first_instant_leaves_none() {
        Definition hourly = Definition.of(new Trigger.Every(3_600_000, null), new Action.Handler("a"))
                .withRecurrence(Recurrence.DEFAULT.withBounds(null, 3_599_999L, null));
        assertEquals(Schedule.NEVER, Schedule.of("id", hourly, 0).first());
    }

    @Test
    void jitter_is_stable_stays_below_its_length_and_never_reaches_the_next_instant() {
        Definition definition = Definition.of(new Trigger.Every(60_000, 0L), new Action.Handler("a"));
        Schedule within = jittered("id", definition, 20_000);
        Schedule beyond = jittered("id", definition, 3_600_000);
        long least = Long.MAX_VALUE;
        long most = 0;
        for (long nominal = 0; nominal < 1_000 * 60_000; nominal += 60_000) {
            long delay = within.due(nominal) - nominal;
            assertEquals(delay, jittered("id", definition, 20_000).due(nominal) - nominal);
            assertTrue(delay >= 0 && delay < 20_000, "delay " + delay);
            assertTrue(beyond.due(nominal) >= nominal && beyond.due(nominal) < nominal + 60_000);
            least = Math.min(least, delay);
            most = Math.max(most, delay);
        }
        assertTrue(least < 1_000 && most > 19_000, "spread over " + least + " to " + most);
        assertNotEquals(within.due(0), jittered("other", definition, 20_000).due(0));
        assertEquals(60_000, within.next(0), "the next nominal instant knows no jitter");
    }

    @Test
    void what_expires_before_it_is_due_is_looked_after_when_it_expires() {
        Definition late =
                Definition.of(new Trigger.At(9_000), new Action.Handler("a")).withExpiresAt(5_000L);
        assertEquals(9_000, Schedule.of("id", late, 0).due(9_000));
        assertEquals(5_000, Schedule.of("id", late, 0).wakeAt(9_000));
    }

    private static Schedule jittered(String id, Definition definition, long millis) {
        return Schedule.of(id, definition.withRecurrence(Recurrence.DEFAULT.withJitter(millis)), 0);
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
}
