package carillon.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import carillon.cron.Dialect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a schedule of a second goes on; in the tables instants are in milliseconds from the first occurrence. */
class AdvanceTest {

    private static final Recurrence PLAIN = Recurrence.DEFAULT;

    /** One that ended: when its first attempt started, when it ended; the next one, and how many were passed over. */
    @ParameterizedTest
    @CsvSource({
        "    2,    100,  1000, 0", // in time
        "    2,   1000,  2000, 1", // the next came due as it ended
        "    2,   3000,  4000, 3", // three came due while it ran, or waited for another attempt
        "30000,  30010,  1000, 0", // late: those that were due before it started follow
        " 1000,   2500,  1000, 0",
        "  999,   2500,  3000, 2",
        "70000,  70010, 70000, 69", // later than it may be: only the latest is made up for
    })
    void an_occurrence_that_ended_is_followed(long startedAt, long endedAt, long next, int skipped) {
        Advance advance = Advance.after(every(1_000), PLAIN, 0, startedAt, endedAt, 1);
        assertEquals(next, advance.next());
        assertEquals(skipped, advance.skipped());
        assertEquals(skipped == 0 ? 0 : 1_000, advance.firstSkipped());
    }

    @Test
    void what_came_due_while_the_one_before_was_running_says_so() {
        Advance advance = Advance.after(every(1_000), PLAIN, 0, 2, 3_000, 1);
        assertEquals(
                new Advance(4_000L, 1_000, 3, Outcome.SKIPPED, "came due while the occurrence before it was running"),
                advance);
    }

    /** One that has not started: the policy, how late it is; the next one, or nothing if it is fired. */
    @ParameterizedTest
    @CsvSource({
        "FIRE_ONCE,  60000,      , 0",
        "FIRE_ONCE,  60001, 60000, 60",
        "FIRE_ONCE, 600000,600000, 600",
        "SKIP,       60000,      , 0",
        "SKIP,       60001,  1000, 1", // the others are just late
        "SKIP,      600000,540000, 540",
        "FIRE_ALL,   60001,      , 0",
        "FIRE_ALL,  600000,      , 0",
    })
    void an_occurrence_that_is_too_late_gives_way(Misfire misfire, long now, @Nullable Long next, int skipped) {
        Recurrence recurrence = PLAIN.withMisfire(misfire, 60_000);
        Advance advance = Advance.misfire(every(1_000), recurrence, 0, now);
        if (next == null) {
            assertNull(advance);
        } else {
            assertNotNull(advance);
            assertEquals(next, advance.next());
            assertEquals(skipped, advance.skipped());
            assertEquals(0, advance.firstSkipped());
            assertEquals(Outcome.SKIPPED, advance.outcome());
        }
    }

    @Test
    void the_latest_instant_is_fired_however_late_unless_none_is_to_be_made_up_for() {
        Schedule hourly = every(3_600_000);
        assertNull(Advance.misfire(hourly, PLAIN, 0, 3_599_999));
        Advance skipped = Advance.misfire(hourly, PLAIN.withMisfire(Misfire.SKIP, 60_000), 0, 3_599_999);
        assertNotNull(skipped);
        assertEquals(3_600_000L, skipped.next());
        assertEquals("more than PT1M late", skipped.reason());
    }

    @Test
    void the_misfire_time_may_be_nothing() {
        Recurrence recurrence = PLAIN.withMisfire(Misfire.SKIP, 0);
        assertNull(Advance.misfire(every(1_000), recurrence, 0, 0));
        Advance advance = Advance.misfire(every(1_000), recurrence, 0, 1);
        assertNotNull(advance);
        assertEquals(1_000L, advance.next());
    }

    @Test
    void nothing_follows_the_last_fire_that_is_allowed() {
        Recurrence thrice = PLAIN.withBounds(null, null, 3);
        assertEquals(1_000L, Advance.after(every(1_000), thrice, 0, 1, 2, 2).next());
        assertEquals(new Advance(null, 0, 0, Outcome.SKIPPED, ""), Advance.after(every(1_000), thrice, 0, 1, 9_000, 3));
        assertNull(Advance.beside(every(1_000), thrice, 0, 3).next());
        assertEquals(1_000L, Advance.beside(every(1_000), thrice, 0, 2).next());
    }

    @Test
    void what_a_task_that_expired_left_without_a_start_is_one_range() {
        Advance advance = Advance.expired(every(1_000), 5_000, 8_500);
        assertEquals(new Advance(null, 5_000, 4, Outcome.EXPIRED, "had not started when the task expired"), advance);
        assertEquals(1, Advance.expired(every(1_000), 9_000, 8_500).skipped(), "one that comes after the expiry");
    }

    @Test
    void lateness_counts_from_the_due_instant_that_jitter_gives() {
        Schedule schedule = Schedule.of(
                "id",
                Definition.of(new Trigger.Every(60_000, 0L), new Action.Handler("a"))
                        .withRecurrence(PLAIN.withJitter(60_000)),
                0);
        Recurrence skip = PLAIN.withMisfire(Misfire.SKIP, 60_000);
        long due = schedule.due(0);
        assertNull(Advance.misfire(schedule, skip, 0, due + 60_000));
        assertNotNull(Advance.misfire(schedule, skip, 0, due + 60_001));
        assertEquals(
                60_000L,
                Advance.after(schedule, PLAIN, 0, due, schedule.due(60_000) - 1, 1)
                        .next());
        assertEquals(
                120_000L,
                Advance.after(schedule, PLAIN, 0, due, schedule.due(60_000), 1).next());
    }

    @Test
    void a_long_pause_of_a_quick_schedule_is_passed_over_without_walking_it_all() {
        Schedule everySecond = Schedule.of(new Trigger.Cron("* * * * * *", Dialect.OCPS, "UTC"), 0);
        long now = 1_000L * 86_400 * 365;
        Advance advance = Advance.misfire(everySecond, PLAIN, 1_000, now);
        assertNotNull(advance);
        assertEquals(now, advance.next());
        assertEquals(Advance.COUNT_MAX, advance.skipped());
    }

    @Test
    void instants_of_a_fixed_rate_are_counted_however_many_there_are() {
        Advance advance = Advance.misfire(every(1_000), PLAIN, 5_000, 86_400_000L * 30);
        assertNotNull(advance);
        assertEquals(86_400 * 30 - 5, advance.skipped());
        assertEquals(86_400_000L * 30, advance.next());
    }

    @Test
    void the_last_instant_that_was_passed_over_is_exact_where_there_are_more_than_an_int_holds() {
        long start = -60_000_000_000_000L;
        Schedule schedule = Schedule.of(new Trigger.Every(1_000, start), 0);
        long expiresAt = 1_000_000_000_000L;
        Advance advance = Advance.expired(schedule, start, expiresAt);
        assertEquals(61_000_000_000L, advance.skipped());
        assertEquals(expiresAt - 1_000, Advance.last(schedule, start, advance.skipped(), advance.next()));
    }

    private static Schedule every(long period) {
        return Schedule.of(new Trigger.Every(period, 0L), 0);
    }
}
