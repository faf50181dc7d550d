package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.QueueChange;
import carillon.message.QueueState;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.MaxLateness;
import carillon.task.Misfire;
import carillon.task.Outcome;
import carillon.task.Overlap;
import carillon.task.QueueSettings;
import carillon.task.Queued;
import carillon.task.Recurrence;
import carillon.task.Trigger;
import carillon.task.WhenLate;
import carillon.timer.SimulatedStore.Run;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of the instants of a schedule that are later than they may start, beside their misfire policy and in a
 * queue. In the tables an outcome stands behind the minutes that it is of, and a range in brackets is one row.
 */
class LateScheduleTest {

    private static final long ZERO = 1_800_000_000_000L;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    /** The node is there from 10 minutes and 30 seconds on. */
    private static final long UP = ZERO + 10 * MINUTE + MINUTE / 2;

    private static final String ID = "task";

    /** A task of every minute, of which each attempt takes ten seconds, of a node that was down for ten minutes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SKIP  | FIRE_ONCE | 5   | RUN  | 0k [1-9]k 10s 11s 12s
            SKIP  | FIRE_ONCE | 5   | SKIP | 0k [1-9]k 10k 11s 12s
            ALLOW | FIRE_ONCE | 5   | SKIP | 0k [1-9]k 10k 11s 12s
            QUEUE | FIRE_ONCE | 5   | SKIP | 0k [1-9]k 10k 11s 12s
            SKIP  | FIRE_ONCE | 5   | DEAD | 0k [1-9]k 10d 11s 12s
            ALLOW | FIRE_ONCE | 5   | DEAD | 0k [1-9]k 10d 11s 12s
            QUEUE | FIRE_ONCE | 5   | DEAD | 0k [1-9]k 10d 11s 12s
            SKIP  | FIRE_ONCE | 40  | SKIP | 0k [1-9]k 10s 11s 12s
            SKIP  | FIRE_ALL  | 120 | SKIP | 0k [1-8]k 9s 10s 11s 12s
            ALLOW | FIRE_ALL  | 120 | SKIP | 0k [1-8]k 9s 10s 11s 12s
            QUEUE | FIRE_ALL  | 120 | SKIP | 0k [1-8]k 9s 10s 11s 12s
            ALLOW | FIRE_ALL  | 120 | DEAD | 0d 1d 2d 3d 4d 5d 6d 7d 8d 9s 10s 11s 12s
            SKIP  | SKIP      | 5   | DEAD | 0k [1-9]k 10d 11s 12s
            """)
    void a_schedule_goes_on_with_what_is_not_too_late(
            Overlap overlap, Misfire misfire, long maxSeconds, WhenLate whenLate, String expected) {
        Simulation simulation = new Simulation(UP, 1, Simulation::succeed, order -> 10 * SECOND * 1_000);
        simulation.store.create(
                ID,
                every(MINUTE)
                        .withRecurrence(
                                Recurrence.DEFAULT.withMisfire(misfire, MINUTE).withOverlap(overlap))
                        .withMaxLateness(new MaxLateness(maxSeconds * SECOND, whenLate)),
                ZERO - 1);
        simulation.runUntil(ZERO + 13 * MINUTE - 1);
        assertEquals(expected, history(simulation));
    }

    /** A queue that is held from the first instant on, for 125 seconds: its tasks are judged at their turn. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RUN  | 0s 1s 2s 3s
            SKIP | 0k 1k 2s 3s
            DEAD | 0d 1d 2s 3s
            """)
    void what_waits_in_a_queue_for_its_turn_is_late(WhenLate whenLate, String expected) {
        Simulation simulation = new Simulation(ZERO - 1, 1, Simulation::succeed, order -> SECOND * 1_000);
        QueueSettings settings = QueueSettings.NONE.withMaxLateness(new MaxLateness(30 * SECOND, whenLate));
        simulation.store.queues.put(
                "q", QueueState.of("q").withSettings(settings).withPaused(true));
        simulation.store.create(
                ID,
                every(MINUTE)
                        .withQueue(new Queued("q", false, false))
                        .withRecurrence(Recurrence.DEFAULT.withMisfire(Misfire.FIRE_ALL, MINUTE)),
                ZERO - 1);
        simulation.runUntil(ZERO + 125 * SECOND);
        assertEquals(List.of(), simulation.orders);
        simulation.owner.apply(new QueueChange.Release("q"), Reply.ignored());
        simulation.runUntil(ZERO + 4 * MINUTE - 1);
        assertEquals(expected, history(simulation));
    }

    @ParameterizedTest
    @CsvSource({"FIRE_ONCE,SKIP", "FIRE_ALL,SKIP", "FIRE_ONCE,DEAD", "FIRE_ALL,DEAD"})
    void a_task_that_recurs_gets_its_turns_in_a_queue_that_is_always_too_late(Misfire misfire, WhenLate whenLate) {
        Simulation simulation = new Simulation(ZERO - 1, 1, Simulation::succeed, order -> SECOND * 1_000);
        QueueSettings one = new QueueSettings(1, null, null, null);
        simulation.store.queues.put("q", QueueState.of("q").withSettings(one).withLongest(10 * MINUTE));
        for (int i = 0; i < 1_000; i++) {
            long at = i < 100 ? ZERO : ZERO + (i - 100) * 800L;
            simulation.store.create("other" + i, queued(new Trigger.At(at)), ZERO - 1);
        }
        simulation.store.create(
                ID,
                queued(new Trigger.Every(5 * SECOND, ZERO))
                        .withRecurrence(Recurrence.DEFAULT.withMisfire(misfire, MINUTE))
                        .withMaxLateness(new MaxLateness(10 * SECOND, whenLate)),
                ZERO - 1);
        simulation.runUntil(ZERO + 15 * MINUTE);
        long fired = simulation.store.runsOf(ID).stream()
                .filter(run -> run.outcome() == Outcome.SUCCEEDED)
                .count();
        assertTrue(fired >= 3, () -> fired + " times: " + simulation.store.runsOf(ID));
    }

    private static Definition every(long period) {
        return Definition.of(new Trigger.Every(period, ZERO), new Action.Handler("work"))
                .withTimeout(10 * MINUTE);
    }

    private static Definition queued(Trigger trigger) {
        return Definition.of(trigger, new Action.Handler("work"))
                .withTimeout(10 * MINUTE)
                .withQueue(new Queued("q", true, false));
    }

    private static String history(Simulation simulation) {
        return simulation.store.runsOf(ID).stream().map(LateScheduleTest::text).collect(Collectors.joining(" "));
    }

    private static String text(Run run) {
        long first = (run.occurrence().scheduledFor() - ZERO) / MINUTE;
        String minutes = run.covers() == 1 ? "" + first : "[" + first + "-" + (first + run.covers() - 1) + "]";
        return minutes
                + switch (run.outcome()) {
                    case SUCCEEDED -> "s";
                    case DEAD -> "d";
                    case CANCELLED -> "c";
                    case SKIPPED -> "k";
                    case EXPIRED -> "e";
                };
    }
}
