package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.cron.Dialect;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Schedule;
import carillon.task.Trigger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OwnerSimulationTest {

    /** In the 24 hours from here the clocks of Lord Howe, Sydney and Santiago are set back. */
    private static final long START = Instant.parse("2026-04-04T12:00:00Z").toEpochMilli();

    private static final long DAY = 24 * 3_600_000L;
    private static final long SEED = 20261121;

    @Test
    void a_day_of_mixed_tasks_over_clock_changes_fires_every_occurrence_exactly_once() {
        Simulation simulation = new Simulation(START, SEED, Simulation::failFirst);
        SplittableRandom random = new SplittableRandom(SEED);
        simulation.runUntil(START + 5_000);
        Map<String, Map<Long, Integer>> expected = new HashMap<>();
        long end = START + DAY;
        for (int i = 0; i < 1_000; i++) {
            String id = "task-" + i;
            Definition definition = Definition.of(trigger(random), new Action.Handler("work"));
            long accepted = simulation.time.databaseMillis();
            var pending = simulation.store.create(id, definition);
            if (random.nextInt(10) > 0) {
                simulation.owner.arm(List.of(pending), null);
            }
            expected.put(id, instants(definition.trigger(), accepted, end));
        }

        simulation.runUntil(end + 60_000);

        assertEquals(List.of(), simulation.tooEarly, "seed " + SEED);
        int total = 0;
        for (var task : expected.entrySet()) {
            Map<Long, Integer> recorded = simulation.store.outcomesOf(task.getKey());
            recorded.keySet().removeIf(instant -> instant >= end);
            assertEquals(task.getValue(), recorded, task.getKey() + ", seed " + SEED);
            total += recorded.size();
        }
        assertTrue(total > 50_000, "only " + total + " occurrences");
    }

    private static Map<Long, Integer> instants(Trigger trigger, long accepted, long end) {
        Map<Long, Integer> instants = new TreeMap<>();
        Schedule schedule = Schedule.of(trigger, accepted);
        for (long each = schedule.first(); each < end; each = schedule.next(each)) {
            instants.put(each, 1);
        }
        return instants;
    }

    private static Trigger trigger(SplittableRandom random) {
        List<String> zones = List.of("Australia/Lord_Howe", "Australia/Sydney", "America/Santiago", "UTC");
        List<String> expressions =
                List.of("*/5 * * * *", "30 1 * * *", "0 23 * * *", "15,45 * * * *", "0 */2 * * *", "30 0-3 * * *");
        return switch (random.nextInt(4)) {
            case 0 -> new Trigger.At(START + random.nextLong(DAY));
            case 1 -> new Trigger.Delay(random.nextLong(DAY));
            case 2 -> new Trigger.Every(10_000 + random.nextLong(600_000), null);
            default ->
                new Trigger.Cron(
                        expressions.get(random.nextInt(expressions.size())),
                        Dialect.UNIX,
                        zones.get(random.nextInt(zones.size())));
        };
    }
}
