package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Misfire;
import carillon.task.Outcome;
import carillon.task.Overlap;
import carillon.task.Recurrence;
import carillon.task.Trigger;
import carillon.timer.SimulatedStore.Run;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a node that was down for ten minutes records for a task of every minute, for all combinations of policies.
 *
 * <p>Its first instant is minute 0; the node is there from 10 minutes and 30 seconds on, and is watched until
 * everything of the first 15 minutes is over. In the tables, worked out by hand, an outcome stands behind the minutes
 * that it is of, and a range in brackets is one row.
 */
class DownTimeTest {

    private static final long ZERO = 1_800_000_000_000L;
    private static final long MINUTE = 60_000;
    private static final long UP = ZERO + 10 * MINUTE + MINUTE / 2;
    private static final String ID = "task";

    /** Each attempt takes ten seconds: nothing overlaps but what comes late at once. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SKIP  | FIRE_ONCE |      | 0k [1-9]k 10s 11s 12s 13s 14s
            ALLOW | FIRE_ONCE |      | 0k [1-9]k 10s 11s 12s 13s 14s
            QUEUE | FIRE_ONCE |      | 0k [1-9]k 10s 11s 12s 13s 14s
            SKIP  | SKIP      |      | 0k [1-9]k 10s 11s 12s 13s 14s
            ALLOW | SKIP      |      | 0k [1-9]k 10s 11s 12s 13s 14s
            QUEUE | SKIP      |      | 0k [1-9]k 10s 11s 12s 13s 14s
            SKIP  | FIRE_ALL  |      | 0s 1s 2s 3s 4s 5s 6s 7s 8s 9s 10s 11s 12s 13s 14s
            ALLOW | FIRE_ALL  |      | 0s 1s 2s 3s 4s 5s 6s 7s 8s 9s 10s 11s 12s 13s 14s
            QUEUE | FIRE_ALL  |      | 0s 1s 2s 3s 4s 5s 6s 7s 8s 9s 10s 11s 12s 13s 14s
            SKIP  | FIRE_ONCE | 5.5  | 0e [1-5]e
            ALLOW | FIRE_ONCE | 5.5  | 0e [1-5]e
            QUEUE | FIRE_ONCE | 5.5  | 0e [1-5]e
            SKIP  | SKIP      | 5.5  | 0e [1-5]e
            ALLOW | SKIP      | 5.5  | 0e [1-5]e
            QUEUE | SKIP      | 5.5  | 0e [1-5]e
            SKIP  | FIRE_ALL  | 5.5  | 0e [1-5]e
            ALLOW | FIRE_ALL  | 5.5  | 0e [1-5]e
            QUEUE | FIRE_ALL  | 5.5  | 0e [1-5]e
            SKIP  | FIRE_ONCE | 12.2 | 0k [1-9]k 10s 11s 12s 13e
            ALLOW | FIRE_ONCE | 12.2 | 0k [1-9]k 10s 11s 12s 13e
            QUEUE | FIRE_ONCE | 12.2 | 0k [1-9]k 10s 11s 12s 13e
            SKIP  | SKIP      | 12.2 | 0k [1-9]k 10s 11s 12s 13e
            ALLOW | SKIP      | 12.2 | 0k [1-9]k 10s 11s 12s 13e
            QUEUE | SKIP      | 12.2 | 0k [1-9]k 10s 11s 12s 13e
            SKIP  | FIRE_ALL  | 12.2 | 0s 1s 2s 3s 4s 5s 6s 7s 8s 9s 10s 11e 12e
            ALLOW | FIRE_ALL  | 12.2 | 0s 1s 2s 3s 4s 5s 6s 7s 8s 9s 10s 11s 12s 13e
            QUEUE | FIRE_ALL  | 12.2 | 0s 1s 2s 3s 4s 5s 6s 7s 8s 9s 10s 11e 12e 13e
            """)
    void quick_occurrences(Overlap overlap, Misfire misfire, @Nullable Double expiry, String expected) {
        assertEquals(expected, recorded(overlap, misfire, expiry, 10));
    }

    /** Each attempt takes 80 seconds, so that it overlaps the next one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SKIP  | FIRE_ONCE |      | 0k [1-9]k 10s 11k 12s 13k 14s
            ALLOW | FIRE_ONCE |      | 0k [1-9]k 10s 11s 12s 13s 14s
            QUEUE | FIRE_ONCE |      | 0k [1-9]k 10s 11s 12s 13s 14s
            SKIP  | SKIP      |      | 0k [1-9]k 10s 11k 12s 13k 14s
            ALLOW | SKIP      |      | 0k [1-9]k 10s 11s 12s 13s 14s
            QUEUE | SKIP      |      | 0k [1-9]k 10s 11s 12s 13s 14s
            SKIP  | FIRE_ALL  |      | 0s 1s 2s 3s 4s 5s 6s 7s 8s 9s 10s 11s 12s 13s 14s
            ALLOW | FIRE_ALL  |      | 0s 1s 2s 3s 4s 5s 6s 7s 8s 9s 10s 11s 12s 13s 14s
            QUEUE | FIRE_ALL  |      | 0s 1s 2s 3s 4s 5s 6s 7s 8s 9s 10s 11s 12s 13s 14s
            SKIP  | FIRE_ONCE | 5.5  | 0e [1-5]e
            ALLOW | FIRE_ONCE | 5.5  | 0e [1-5]e
            QUEUE | FIRE_ONCE | 5.5  | 0e [1-5]e
            SKIP  | SKIP      | 5.5  | 0e [1-5]e
            ALLOW | SKIP      | 5.5  | 0e [1-5]e
            QUEUE | SKIP      | 5.5  | 0e [1-5]e
            SKIP  | FIRE_ALL  | 5.5  | 0e [1-5]e
            ALLOW | FIRE_ALL  | 5.5  | 0e [1-5]e
            QUEUE | FIRE_ALL  | 5.5  | 0e [1-5]e
            SKIP  | FIRE_ONCE | 12.2 | 0k [1-9]k 10s 11k 12s 13e
            ALLOW | FIRE_ONCE | 12.2 | 0k [1-9]k 10s 11s 12s 13e
            QUEUE | FIRE_ONCE | 12.2 | 0k [1-9]k 10s 11s 12e 13e
            SKIP  | SKIP      | 12.2 | 0k [1-9]k 10s 11k 12s 13e
            ALLOW | SKIP      | 12.2 | 0k [1-9]k 10s 11s 12s 13e
            QUEUE | SKIP      | 12.2 | 0k [1-9]k 10s 11s 12e 13e
            SKIP  | FIRE_ALL  | 12.2 | 0s 1s 2e [3-12]e
            ALLOW | FIRE_ALL  | 12.2 | 0s 1s 2s 3s 4s 5s 6s 7s 8s 9s 10s 11s 12s 13e
            QUEUE | FIRE_ALL  | 12.2 | 0s 1s 2e 3e 4e 5e 6e 7e 8e 9e 10e 11e 12e 13e
            """)
    void slow_occurrences(Overlap overlap, Misfire misfire, @Nullable Double expiry, String expected) {
        assertEquals(expected, recorded(overlap, misfire, expiry, 80));
    }

    private static String recorded(Overlap overlap, Misfire misfire, @Nullable Double expiryMinutes, long tookSeconds) {
        Simulation simulation = new Simulation(UP, 1, Simulation::succeed, order -> tookSeconds * 1_000_000);
        Long expiresAt = expiryMinutes == null ? null : Long.valueOf(ZERO + (long) (expiryMinutes * MINUTE));
        Definition definition = Definition.of(new Trigger.Every(MINUTE, ZERO), new Action.Handler("work"))
                .withTimeout(10 * MINUTE)
                .withRecurrence(Recurrence.DEFAULT.withMisfire(misfire, MINUTE).withOverlap(overlap))
                .withExpiresAt(expiresAt);
        simulation.store.create(ID, definition, ZERO);
        simulation.runUntil(ZERO + 45 * MINUTE);
        assertEquals(List.of(), simulation.tooEarly);
        return simulation.store.runsOf(ID).stream()
                .filter(run -> minute(run) < 15)
                .map(DownTimeTest::text)
                .collect(Collectors.joining(" "));
    }

    private static String text(Run run) {
        long first = minute(run);
        String minutes = run.covers() == 1 ? "" + first : "[" + first + "-" + (first + run.covers() - 1) + "]";
        return minutes + letter(run.outcome());
    }

    private static long minute(Run run) {
        return (run.occurrence().scheduledFor() - ZERO) / MINUTE;
    }

    private static String letter(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> "s";
            case DEAD -> "d";
            case CANCELLED -> "c";
            case SKIPPED -> "k";
            case EXPIRED -> "e";
        };
    }
}
