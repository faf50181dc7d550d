package carillon.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.cron.Dialect;
import carillon.cron.Dst;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static final long FROM = millis("2026-03-01T00:00:00Z");

    @Test
    void instants_come_after_from_and_not_at_it() {
        assertEquals(
                List.of("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"),
                instants(preview(cron("0 0 * * *", "UTC"), FROM, 2)));
        Trigger.Every started = new Trigger.Every(3_600_000, FROM);
        assertEquals(List.of("2026-03-01T01:00:00Z"), instants(preview(started, FROM, 1)));
    }

    @Test
    void what_counts_from_its_acceptance_counts_from_from() {
        assertEquals(List.of("2026-03-01T00:00:00Z"), instants(preview(new Trigger.Delay(0), FROM, 5)));
        assertEquals(List.of("2026-03-01T01:00:00Z"), instants(preview(new Trigger.Delay(3_600_000), FROM, 5)));
        assertEquals(List.of("2026-03-01T01:00:00Z"), instants(preview(new Trigger.Every(3_600_000, null), FROM, 1)));
        assertEquals(
                List.of("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"),
                instants(preview(rrule("FREQ=DAILY;COUNT=2", null), FROM, 5)));
    }

    @Test
    void a_rule_that_never_fires_says_so() {
        assertNever(
                "at 09:00 on 30 February, Europe/Paris; it never fires: there is no such date",
                cron("0 9 30 2 *", "Europe/Paris"));
        assertNever(
                "at 09:00 every day in 2020, Europe/Paris; it does not fire after 1 March 2026 at 01:00",
                new Trigger.Cron("0 0 9 * * ? 2020", Dialect.QUARTZ, "Europe/Paris"));
        assertNever(
                "at 00:00 every day, 3 times in all, UTC; it does not fire after 1 March 2026 at 00:00",
                rrule("FREQ=DAILY;COUNT=3", millis("2020-01-01T00:00:00Z")));
    }

    @Test
    void what_happens_once_is_told_without_a_zone() {
        Preview at = preview(new Trigger.At(millis("2030-01-31T09:00:00Z")), FROM, 5);
        assertEquals("once, on 31 January 2030 at 09:00 UTC", at.explanation());
        assertNull(at.dialect());
        assertNull(at.dst());
        assertNever(
                "once, on 31 January 2020 at 09:00 UTC; that is past, so that a task fires at once",
                new Trigger.At(millis("2020-01-31T09:00:00Z")));
        assertEquals("once, as soon as the task is accepted", explanation(new Trigger.Delay(0)));
        assertEquals("once, 1 day after the task is accepted", explanation(new Trigger.Delay(86_400_000)));
    }

    @Test
    void a_rate_is_told_in_the_units_that_it_comes_out_even_in() {
        assertEquals("every 30 seconds", explanation(new Trigger.Every(30_000, null)));
        assertEquals("every hour", explanation(new Trigger.Every(3_600_000, null)));
        assertEquals("every 1 hour and 30 minutes", explanation(new Trigger.Every(5_400_000, null)));
        assertEquals("every 2 weeks", explanation(new Trigger.Every(1_209_600_000, null)));
        assertEquals("every 8 days", explanation(new Trigger.Every(691_200_000, null)));
        assertEquals("every 1 second and 500 milliseconds", explanation(new Trigger.Every(1_500, null)));
        assertEquals(
                "every hour, first on 1 January 2030 at 00:00 UTC",
                explanation(new Trigger.Every(3_600_000, millis("2030-01-01T00:00:00Z"))));
    }

    @Test
    void the_zone_is_named_where_it_matters() {
        assertEquals("every 5 minutes", explanation(cron("*/5 * * * *", "Asia/Kathmandu")));
        assertEquals("every 30 minutes, Asia/Kathmandu", explanation(cron("*/30 * * * *", "Asia/Kathmandu")));
        assertEquals("every 5 minutes on weekdays, UTC", explanation(cron("*/5 * * * 1-5", "UTC")));
    }

    @Test
    void a_search_that_ran_out_of_time_says_so() {
        Preview preview = Preview.of(cron("0 9 * * *", "UTC"), Recurrence.DEFAULT, null, FROM, 5, () -> false);
        assertEquals(List.of("2026-03-01T09:00:00Z"), instants(preview));
        assertEquals(
                "at 09:00 every day, UTC; there may be more instants, which take long to find", preview.explanation());
    }

    @Test
    void a_clock_change_is_looked_for_as_far_as_the_instants_reach() {
        Trigger.Cron leapDay = cron("30 2 29 3 *", "Europe/Paris");
        long afterChange = millis("2026-04-01T00:00:00Z");
        assertNull(preview(leapDay, afterChange, 2).clockChange());
        Preview far = preview(leapDay, afterChange, 12);
        assertEquals("on 29 March 2037 at 03:30 instead of 02:30, because the clock goes forward", far.clockChange());
        assertTrue(instants(far).contains("2037-03-29T01:30:00Z"), () -> instants(far)
                .toString());
    }

    @Test
    void bounds_are_kept_and_told() {
        Recurrence bounded = Recurrence.DEFAULT
                .withBounds(millis("2026-03-03T00:00:00Z"), millis("2026-03-05T09:00:00Z"), 4)
                .withJitter(60_000);
        Preview preview = Preview.of(cron("0 9 * * *", "UTC"), bounded, null, FROM, 5, () -> true);
        assertEquals(
                List.of("2026-03-03T09:00:00Z", "2026-03-04T09:00:00Z", "2026-03-05T09:00:00Z"), instants(preview));
        assertEquals(
                "at 09:00 every day, UTC; not before 3 March 2026 at 00:00; not after 5 March 2026 at 09:00;"
                        + " at most 4 times; each put off by less than 1 minute, always by the same for the same"
                        + " task and instant",
                preview.explanation());
        Recurrence twice = Recurrence.DEFAULT.withBounds(null, null, 2);
        assertEquals(
                2,
                Preview.of(cron("0 9 * * *", "UTC"), twice, null, FROM, 5, () -> true)
                        .next()
                        .size());
    }

    @Test
    void what_a_task_would_not_start_any_more_is_left_out() {
        long expiry = millis("2026-03-02T09:00:00Z");
        Preview daily = Preview.of(cron("0 9 * * *", "UTC"), Recurrence.DEFAULT, expiry, FROM, 5, () -> true);
        assertEquals(List.of("2026-03-01T09:00:00Z"), instants(daily));
        assertEquals(
                "at 09:00 every day, UTC; what has not started by 2 March 2026 at 09:00 expires", daily.explanation());
        Trigger.At later = new Trigger.At(millis("2030-01-31T09:00:00Z"));
        Preview once = Preview.of(later, Recurrence.DEFAULT, expiry, FROM, 5, () -> true);
        assertEquals(List.of(), once.next());
        assertEquals(
                "once, on 31 January 2030 at 09:00 UTC; what has not started by 2 March 2026 at 09:00 expires",
                once.explanation());
    }

    private static void assertNever(String explanation, Trigger trigger) {
        Preview preview = preview(trigger, FROM, 5);
        assertEquals(List.of(), preview.next());
        assertEquals(explanation, preview.explanation());
    }

    private static Preview preview(Trigger trigger, long from, int count) {
        return Preview.of(trigger, Recurrence.DEFAULT, null, from, count, () -> true);
    }

    private static String explanation(Trigger trigger) {
        return preview(trigger, FROM, 1).explanation();
    }

    private static Trigger.Cron cron(String expression, String zone) {
        return new Trigger.Cron(expression, Dialect.UNIX, zone);
    }

    private static Trigger.Rrule rrule(String rule, @Nullable Long start) {
        return new Trigger.Rrule(rule, "UTC", start, Dst.DEFAULT);
    }

    private static List<String> instants(Preview preview) {
        return preview.next().stream()
                .map(instant -> Instant.ofEpochMilli(instant).toString())
                .toList();
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
