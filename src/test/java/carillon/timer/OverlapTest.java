package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage.Order;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Limits;
import carillon.task.Misfire;
import carillon.task.Outcome;
import carillon.task.Overlap;
import carillon.task.Recurrence;
import carillon.task.RetryPolicy;
import carillon.task.Schedule;
import carillon.task.Trigger;
import carillon.timer.SimulatedStore.Run;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Tasks of every second whose attempts take longer than that. */
class OverlapTest {

    private static final long START = 1_800_000_000_000L;
    /** The owner has its shard by then. */
    private static final long FIRST = START + 5_000;

    private static final String ID = "task";
    private static final long SECOND = 1_000;

    @Test
    void those_that_queue_run_one_after_the_other_in_order_and_wait_for_a_retry() {
        Simulation simulation = run(Overlap.QUEUE, 10, 2_500, FIRST + 60_000, OverlapTest::failFirstOfThird);
        assertEquals(
                List.of("0/1", "1/1", "2/1", "2/2", "3/1", "4/1", "5/1", "6/1", "7/1", "8/1", "9/1"),
                simulation.orders.stream().map(OverlapTest::text).toList());
        assertEquals(1, simulation.runningMost);
        assertEquals(10, succeeded(simulation));
        assertEquals(0, simulation.store.besideOf(ID));
    }

    @Test
    void a_retry_long_after_its_instant_holds_up_those_that_queue_behind_it() {
        RetryPolicy slow = new RetryPolicy(3, 60_000, 1, 60_000, 0);
        Simulation simulation = new Simulation(START, 1, OverlapTest::failFirstOfThird, order -> 10_000);
        simulation.runUntil(FIRST - SECOND);
        simulation.owner.arm(
                List.of(simulation.store.create(
                        ID, definition(Overlap.QUEUE, 30).withRetry(slow))),
                null);
        simulation.runUntil(FIRST + 50 * SECOND);
        assertEquals(3, simulation.orders.size());
        assertEquals(28, simulation.store.besideOf(ID));
        simulation.runUntil(FIRST + 80 * SECOND);
        assertEquals(
                List.of("2/1", "2/2", "3/1"),
                simulation.orders.stream().map(OverlapTest::text).toList().subList(2, 5));
        assertEquals(30, succeeded(simulation));
    }

    @Test
    void those_that_are_allowed_run_beside_each_other() {
        Simulation simulation = run(Overlap.ALLOW, 10, 2_500, FIRST + 60_000, Simulation::succeed);
        assertEquals(3, simulation.runningMost);
        assertEquals(10, succeeded(simulation));
        for (Order order : simulation.orders) {
            assertEquals(order.occurrence().scheduledFor(), order.due());
        }
    }

    @Test
    void one_that_comes_due_while_the_one_before_waits_for_its_retry_is_skipped() {
        Simulation simulation = run(Overlap.SKIP, 4, 10, FIRST + 60_000, OverlapTest::failFirstOfThird);
        assertEquals(
                List.of("0s", "1s", "2s", "3k", "4s"),
                simulation.store.runsOf(ID).stream().map(OverlapTest::text).toList());
    }

    @Test
    void a_schedule_ends_after_so_many_occurrences_that_were_fired_and_skipped_ones_do_not_count() {
        Simulation simulation = run(Overlap.SKIP, 3, 1_500, FIRST + 60_000, Simulation::succeed);
        assertEquals(
                List.of("0s", "1k", "2s", "3k", "4s"),
                simulation.store.runsOf(ID).stream().map(OverlapTest::text).toList());
    }

    @Test
    void beyond_the_most_that_may_wait_occurrences_are_skipped() {
        long took = 1_000 * SECOND;
        Simulation simulation =
                run(Overlap.QUEUE, 1_000, took, FIRST + (Limits.OVERLAPPING_MAX + 9) * SECOND, Simulation::succeed);
        assertEquals(Limits.OVERLAPPING_MAX, simulation.store.besideOf(ID));
        List<Run> runs = simulation.store.runsOf(ID);
        assertEquals(9, runs.size());
        assertTrue(runs.stream().allMatch(each -> each.outcome() == Outcome.SKIPPED));
        assertEquals(
                FIRST + Limits.OVERLAPPING_MAX * SECOND,
                runs.getFirst().occurrence().scheduledFor());
    }

    @Test
    void where_all_are_to_be_made_up_for_the_schedule_waits_for_room_instead() {
        int count = 3 * Limits.OVERLAPPING_MAX;
        Simulation simulation = new Simulation(FIRST + count * SECOND, 1, Simulation::succeed, order -> 1_000);
        Definition definition = definition(Overlap.ALLOW, count);
        simulation.store.create(
                ID,
                definition.withRecurrence(definition.recurrence().withMisfire(Misfire.FIRE_ALL, 60_000)),
                FIRST - SECOND);
        simulation.runUntil(FIRST + 2 * count * SECOND);
        assertEquals(count, succeeded(simulation));
        assertEquals(count, simulation.store.runsOf(ID).size());
    }

    @Test
    void jitter_puts_occurrences_off_and_leaves_their_nominal_instants_alone() {
        Definition definition = definition(Overlap.ALLOW, 50);
        Definition jittered = definition.withRecurrence(definition.recurrence().withJitter(700));
        Simulation simulation = new Simulation(START, 1, Simulation::succeed, order -> 10_000);
        simulation.runUntil(FIRST - SECOND);
        simulation.owner.arm(List.of(simulation.store.create(ID, jittered)), null);
        simulation.runUntil(FIRST + 90 * SECOND);
        Schedule schedule = Schedule.of(ID, jittered, FIRST);
        assertEquals(List.of(), simulation.tooEarly);
        assertEquals(50, simulation.orders.size());
        for (int i = 0; i < 50; i++) {
            Order order = simulation.orders.get(i);
            assertEquals(FIRST + i * SECOND, order.occurrence().scheduledFor());
            assertEquals(schedule.due(order.occurrence().scheduledFor()), order.due());
        }
    }

    private static Simulation run(
            Overlap overlap, int maxFires, long tookMillis, long until, Function<Order, Verdict> receiver) {
        Simulation simulation = new Simulation(START, 1, receiver, order -> tookMillis * 1_000);
        simulation.runUntil(FIRST - SECOND);
        simulation.owner.arm(List.of(simulation.store.create(ID, definition(overlap, maxFires))), null);
        simulation.runUntil(until);
        assertEquals(List.of(), simulation.tooEarly);
        return simulation;
    }

    private static Definition definition(Overlap overlap, int maxFires) {
        return Definition.of(new Trigger.Every(SECOND, FIRST), new Action.Handler("work"))
                .withTimeout(Limits.TIMEOUT_MILLIS_MAX)
                .withRetry(new RetryPolicy(3, 1_300, 1, 60_000, 0))
                .withRecurrence(
                        Recurrence.DEFAULT.withBounds(null, null, maxFires).withOverlap(overlap));
    }

    private static Verdict failFirstOfThird(Order order) {
        return order.attempt() == 1 && number(order.occurrence().scheduledFor()) == 2
                ? new Failed("not yet", null)
                : new Succeeded();
    }

    private static long succeeded(Simulation simulation) {
        return simulation.store.runsOf(ID).stream()
                .filter(each -> each.outcome() == Outcome.SUCCEEDED)
                .count();
    }

    private static long number(long scheduledFor) {
        return (scheduledFor - FIRST) / SECOND;
    }

    private static String text(Order order) {
        return number(order.occurrence().scheduledFor()) + "/" + order.attempt();
    }

    private static String text(Run run) {
        String letter = run.outcome() == Outcome.SUCCEEDED ? "s" : "k";
        return number(run.occurrence().scheduledFor()) + letter;
    }
}
