package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.QueueChange;
import carillon.message.QueueState;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Misfire;
import carillon.task.Outcome;
import carillon.task.Overlap;
import carillon.task.QueueSettings;
import carillon.task.Queued;
import carillon.task.Recurrence;
import carillon.task.Trigger;
import carillon.timer.SimulatedStore.Run;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that recur, in a queue that holds them back: what their policies make of the wait for a turn. */
class QueueOverlapTest {

    private static final long START = 1_800_000_000_000L;
    private static final long SECOND = 1_000;
    /** The queue is full from here on. */
    private static final long FULL = START + 5 * SECOND;
    /** The first instant of the schedule; another one every 30 seconds. */
    private static final long FIRST = FULL + 30 * SECOND;

    private static final long PERIOD = 30 * SECOND;
    /** The queue has room again between the fifth instant and the sixth. */
    private static final long ROOM = FIRST + 125 * SECOND;

    private static final String ID = "recurring";
    private static final String BLOCKER = "blocker";

    /**
     * A queue for two, full for 125 seconds from the first instant on; each occurrence takes 20 seconds.
     *
     * @param runs each row of history: the number of its instant, how many it covers, and its outcome
     * @param together how many ran at once
     */
    @ParameterizedTest
    @CsvSource({
        "SKIP,  FIRE_ONCE, 0+1k 1+3k 4s 5s 6s 7s,             1",
        "SKIP,  SKIP,      0+1k 1+2k 3s 4s 5+1k 6s 7s,          1",
        "SKIP,  FIRE_ALL,  0s 1s 2s 3s 4s 5s 6s 7s,           1",
        "ALLOW, FIRE_ONCE, 0s 1s 2s 3s 4s 5s 6s 7s,           2",
        "ALLOW, SKIP,      0s 1s 2s 3s 4s 5s 6s 7s,           2",
        "ALLOW, FIRE_ALL,  0s 1s 2s 3s 4s 5s 6s 7s,           2",
        "QUEUE, FIRE_ONCE, 0s 1s 2s 3s 4s 5s 6s 7s,           1",
        "QUEUE, SKIP,      0s 1s 2s 3s 4s 5s 6s 7s,           1",
        "QUEUE, FIRE_ALL,  0s 1s 2s 3s 4s 5s 6s 7s,           1",
    })
    void what_came_due_while_the_queue_was_full_ends_as_its_policies_say(
            Overlap overlap, Misfire misfire, String runs, int together) {
        Simulation simulation = simulation(2, 20);
        for (int i = 0; i < 2; i++) {
            simulation.owner.arm(List.of(simulation.store.create(BLOCKER + i, queued(new Trigger.Delay(0)))), null);
        }
        arm(simulation, overlap, misfire, FIRST + 7 * PERIOD);
        simulation.runUntil(ROOM - SECOND);
        assertEquals(2, simulation.orders.size(), "nothing starts while the queue is full");
        simulation.runUntil(FIRST + 600 * SECOND);
        assertEquals(runs, history(simulation));
        assertEquals(together, simulation.together(ID));

        assertEquals(runs, history(paused(overlap, misfire)), "a pause is no different");
    }

    private static Simulation paused(Overlap overlap, Misfire misfire) {
        Simulation simulation = simulation(2, 20);
        simulation.owner.apply(new QueueChange.Hold("q"), Reply.ignored());
        arm(simulation, overlap, misfire, FIRST + 7 * PERIOD);
        simulation.runUntil(ROOM);
        assertEquals(0, simulation.orders.size(), "nothing starts in a pause");
        simulation.owner.apply(new QueueChange.Release("q"), Reply.ignored());
        simulation.runUntil(FIRST + 600 * SECOND);
        return simulation;
    }

    /** There are always so many in the queue that each waits longer than it may be late. */
    @ParameterizedTest
    @CsvSource({"SKIP,FIRE_ONCE", "SKIP,SKIP", "SKIP,FIRE_ALL", "ALLOW,FIRE_ONCE", "QUEUE,FIRE_ONCE"})
    void a_task_that_recurs_gets_its_turn_in_a_queue_with_a_lasting_backlog(Overlap overlap, Misfire misfire) {
        Simulation simulation = simulation(1, 1);
        backlog(simulation, 1_000);
        arm(simulation, overlap, misfire, FULL + 3_600 * SECOND);
        simulation.runUntil(FULL + 1_000 * SECOND);
        long fired = simulation.orders.stream()
                .filter(each -> each.occurrence().id().equals(ID))
                .count();
        assertTrue(fired >= 3, () -> "fired " + fired + " times: " + history(simulation));
    }

    @Test
    void an_instant_to_come_does_not_inherit_the_turn_of_those_that_were_passed_over() {
        Simulation simulation = simulation(1, 1);
        crowd(simulation, "now", FULL);
        crowd(simulation, "then", FIRST + 75 * SECOND);
        Recurrence strict = Recurrence.DEFAULT.withMisfire(Misfire.SKIP, 5 * SECOND);
        simulation.owner.arm(
                List.of(simulation.store.create(
                        ID, queued(new Trigger.Every(20 * SECOND, FIRST)).withRecurrence(strict))),
                null);
        simulation.runUntil(FIRST + 165 * SECOND);
        assertEquals(1, simulation.store.runsOf(ID).getFirst().covers(), "its first turn has come");
        assertEquals(0, simulation.together(ID), "it stands behind those that were due before it");
    }

    private static Simulation simulation(int concurrency, long tookSeconds) {
        Simulation simulation = new Simulation(
                START,
                1,
                Simulation::succeed,
                order -> order.occurrence().id().startsWith(BLOCKER) ? (ROOM - FULL) * 1_000 : tookSeconds * 1_000_000);
        QueueSettings settings = new QueueSettings(concurrency, null, null, null);
        simulation.store.queues.put(
                "q", QueueState.of("q").withSettings(settings).withLongest(600 * SECOND));
        simulation.runUntil(FULL);
        return simulation;
    }

    /** One-shots that take a hundred seconds together. */
    private static void crowd(Simulation simulation, String name, long at) {
        for (int i = 0; i < 100; i++) {
            simulation.store.create(name + i, queued(new Trigger.At(at)), FULL);
        }
    }

    /** One-shots of a second, each accepted 800 milliseconds after the one before, behind a hundred seconds' worth. */
    private static void backlog(Simulation simulation, int count) {
        for (int i = 0; i < count; i++) {
            long at = i < 100 ? FULL + 1 : FULL + (i - 100) * 800L;
            simulation.store.create("other" + i, queued(new Trigger.At(at)), FULL);
        }
    }

    private static void arm(Simulation simulation, Overlap overlap, Misfire misfire, long end) {
        Recurrence recurrence = Recurrence.DEFAULT
                .withBounds(null, end, null)
                .withOverlap(overlap)
                .withMisfire(misfire, 60 * SECOND);
        simulation.owner.arm(
                List.of(simulation.store.create(
                        ID, queued(new Trigger.Every(PERIOD, FIRST)).withRecurrence(recurrence))),
                null);
    }

    private static Definition queued(Trigger trigger) {
        return Definition.of(trigger, new Action.Handler("work"))
                .withTimeout(600 * SECOND)
                .withQueue(new Queued("q", true, false));
    }

    private static String history(Simulation simulation) {
        return simulation.store.runsOf(ID).stream().map(QueueOverlapTest::text).collect(Collectors.joining(" "));
    }

    private static String text(Run run) {
        long number = (run.occurrence().scheduledFor() - FIRST) / PERIOD;
        return run.outcome() == Outcome.SUCCEEDED ? number + "s" : number + "+" + run.covers() + "k";
    }
}
