package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.QueueChange;
import carillon.message.QueueState;
import carillon.message.TimerMessage.QueueChanged;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.QueueSettings;
import carillon.task.Queued;
import carillon.task.Trigger;
import carillon.timer.QueueSimulation.Arrival;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the receiver of a queue sees, whatever messages, results and owners do. */
class QueueSimulationTest {

    private static final long START = 1_800_000_000_000L;
    private static final int CONCURRENCY = 3;
    private static final int RATE = 10;
    private static final long SECOND = 1_000_000_000;
    private static final QueueSettings SETTINGS =
            new QueueSettings(CONCURRENCY, (double) RATE, QueueSimulation.WORK_MILLIS_MAX, null);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void limits_and_order_hold_over_a_backlog_and_two_take_overs(long seed) {
        QueueSimulation simulation = new QueueSimulation(START, seed, 0);
        simulation.store.queues.put(
                "q", QueueState.of("q").withSettings(SETTINGS).withLongest(600));
        simulation.runUntil(START + 5_000);
        List<String> expected = create(simulation, 3_000);

        simulation.runUntil(START + 60_000);
        simulation.kill();
        simulation.runUntil(START + 120_000);
        simulation.kill();
        simulation.runUntil(START + 700_000);

        String of = "seed " + seed;
        assertEquals(3_000, simulation.store.outcomes.size(), of);
        assertTrue(simulation.runningMost <= CONCURRENCY, () -> simulation.runningMost + " at once, " + of);
        assertEquals(List.of(), tooFast(simulation.arrivals), of);
        assertInOrder(expected, firsts(simulation.arrivals));
        assertTrue(simulation.arrivals.size() <= 3_000 + 2 * CONCURRENCY, "only what ran is run again, " + of);
    }

    @Test
    void a_full_queue_gets_nearly_its_rate() {
        QueueSimulation simulation = new QueueSimulation(START, 7, 0);
        QueueSettings fast = new QueueSettings(null, (double) RATE, null, null);
        simulation.store.queues.put("q", QueueState.of("q").withSettings(fast));
        simulation.runUntil(START + 5_000);
        create(simulation, 1_000);
        // What no message tells of is known one or two safety reads later.
        simulation.runUntil(START + 67_000);
        assertTrue(simulation.arrivals.size() > 45 * RATE, () -> simulation.arrivals.size() + " in a minute");
        assertEquals(List.of(), tooFast(simulation.arrivals));
    }

    @Test
    void what_fails_waits_its_backoff_without_holding_the_others_back() {
        QueueSimulation simulation = new QueueSimulation(START, 11, 20);
        simulation.store.queues.put(
                "q", QueueState.of("q").withSettings(SETTINGS).withLongest(600));
        simulation.runUntil(START + 5_000);
        List<String> expected = create(simulation, 500);
        simulation.runUntil(START + 300_000);
        assertEquals(500, simulation.store.outcomes.size());
        assertInOrder(expected, firsts(simulation.arrivals));
        assertTrue(simulation.runningMost <= CONCURRENCY);
        assertEquals(List.of(), tooFast(simulation.arrivals));
    }

    /** An attempt takes longer than a stopping owner waits for it. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 24})
    void concurrency_holds_over_a_stop_that_could_not_wait_for_all_attempts(long seed) {
        QueueSimulation simulation = new QueueSimulation(START, seed, 0);
        simulation.workMillisMax = 40_000;
        QueueSettings slow = new QueueSettings(CONCURRENCY, null, simulation.workMillisMax, null);
        simulation.store.queues.put("q", QueueState.of("q").withSettings(slow).withLongest(simulation.workMillisMax));
        simulation.runUntil(START + 5_000);
        create(simulation, 30);
        simulation.runUntil(START + 30_000);
        simulation.stop();
        simulation.runUntil(START + 1_000_000);
        assertEquals(30, simulation.store.outcomes.size(), "seed " + seed);
        assertTrue(simulation.arrivals.size() > 30, "nothing was under way when it stopped, seed " + seed);
        assertTrue(simulation.runningMost <= CONCURRENCY, () -> simulation.runningMost + " at once, seed " + seed);
    }

    @Test
    void a_stop_that_waited_for_all_attempts_makes_none_twice_and_no_pause() {
        QueueSimulation simulation = new QueueSimulation(START, 9, 0);
        QueueSettings limit = new QueueSettings(CONCURRENCY, null, 60_000L, null);
        simulation.store.queues.put("q", QueueState.of("q").withSettings(limit).withLongest(60_000));
        simulation.runUntil(START + 5_000);
        create(simulation, 500);
        simulation.runUntil(START + 30_000);
        simulation.stop();
        int before = simulation.arrivals.size();
        simulation.runUntil(START + 40_000);
        assertTrue(simulation.arrivals.size() > before + CONCURRENCY, "the next owner goes on at once");
        simulation.runUntil(START + 200_000);
        assertEquals(500, simulation.store.outcomes.size());
        assertEquals(500, simulation.arrivals.size());
        assertTrue(simulation.runningMost <= CONCURRENCY);
    }

    @Test
    void nothing_starts_behind_the_answer_to_a_pause_and_all_goes_on_after_the_release() {
        QueueSimulation simulation = new QueueSimulation(START, 5, 0);
        simulation.runUntil(START + 5_000);
        create(simulation, 2_500);
        simulation.runUntil(START + 6_000);
        List<Integer> atAnswer = new ArrayList<>();
        simulation.node.owner.apply(new QueueChange.Hold("q"), new Reply<>() {
            @Override
            public void answered(QueueChanged answer) {
                atAnswer.add(simulation.left);
            }

            @Override
            public void failed(carillon.bus.BusFailure failure) {
                throw failure;
            }
        });
        simulation.runUntil(START + 60_000);
        assertEquals(List.of(simulation.left), atAnswer);
        assertTrue(atAnswer.getFirst() < 2_500, "it was not over before");
        assertTrue(simulation.node.owner.entries() <= Queues.HELD_MAX, () -> "held " + simulation.node.owner.entries());
        simulation.node.owner.apply(new QueueChange.Release("q"), Reply.ignored());
        simulation.runUntil(START + 400_000);
        assertEquals(2_500, simulation.store.outcomes.size());
    }

    /** Creates tasks that are due at once, half of them only to be found by reading. */
    private static List<String> create(QueueSimulation simulation, int count) {
        List<String> ids = new ArrayList<>();
        Definition definition = Definition.of(new Trigger.Delay(0), new Action.Handler("work"))
                .withQueue(new Queued("q", false, false));
        for (int i = 0; i < count; i++) {
            String id = "task-" + (count - i);
            ids.add(id);
            simulation.store.create(id, definition);
        }
        return ids;
    }

    /** Ids in the order of their first arrival. */
    private static List<String> firsts(List<Arrival> arrivals) {
        Set<String> seen = new HashSet<>();
        return arrivals.stream().map(Arrival::id).filter(seen::add).toList();
    }

    private static void assertInOrder(List<String> expected, List<String> found) {
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), found.get(i), "number " + i);
        }
    }

    /** The arrivals that came within a second of the tenth one before. */
    private static List<Arrival> tooFast(List<Arrival> arrivals) {
        List<Arrival> found = new ArrayList<>();
        for (int i = RATE; i < arrivals.size(); i++) {
            if (arrivals.get(i).nanos() - arrivals.get(i - RATE).nanos() < SECOND) {
                found.add(arrivals.get(i));
            }
        }
        return found;
    }
}
