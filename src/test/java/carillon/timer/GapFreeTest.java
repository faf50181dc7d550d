package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.cron.Dialect;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage.Order;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Misfire;
import carillon.task.Outcome;
import carillon.task.Overlap;
import carillon.task.Recurrence;
import carillon.task.RetryPolicy;
import carillon.task.Schedule;
import carillon.task.Trigger;
import carillon.timer.SimulatedStore.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tasks of any policies, on a node that was down for half an hour: every nominal instant has exactly one outcome. */
class GapFreeTest {

    private static final long START = 1_800_000_000_000L;
    private static final long DOWN = 30 * 60_000;
    private static final long UP = 60 * 60_000;
    private static final int TASKS = 400;
    private static final long SEED = 20_261_121;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<String, Definition> tasks = new HashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void every_nominal_instant_has_one_outcome_or_is_pending_and_no_policy_is_broken() {
        Simulation simulation = new Simulation(START + DOWN, SEED, this::end, this::begin);
        for (int i = 0; i < TASKS; i++) {
            String id = "task-" + i;
            Definition definition = definition();
            tasks.put(id, definition);
            simulation.store.create(id, definition, START);
        }
        simulation.runUntil(START + DOWN + UP);
        assertEquals(List.of(), simulation.tooEarly, "seed " + SEED);
        assertEquals(List.of(), wrong, "seed " + SEED);
        int rows = 0;
        for (String id : tasks.keySet()) {
            rows += check(id, simulation);
        }
        assertTrue(rows > 10_000, "only " + rows + " rows");
    }

    private int check(String id, Simulation simulation) {
        Schedule schedule = Schedule.of(id, tasks.get(id), START);
        List<Run> runs = new ArrayList<>(simulation.store.runsOf(id));
        Map<Long, Integer> covers = new HashMap<>();
        runs.forEach(run -> assertEquals(
                null, covers.put(run.occurrence().scheduledFor(), run.covers()), id + ": two rows of one instant"));
        simulation.store.pendingOf(id).stream()
                .filter(each -> each.extra())
                .forEach(each -> assertEquals(null, covers.put(each.scheduledFor(), 1), id + ": ended and pending"));
        long expected = schedule.first();
        List<Long> instants =
                covers.keySet().stream().sorted(Comparator.naturalOrder()).toList();
        for (long instant : instants) {
            assertEquals(expected, instant, () -> id + " has a gap, seed " + SEED + ": " + tasks.get(id));
            for (int i = 0; i < covers.get(instant); i++) {
                expected = schedule.next(expected);
            }
        }
        long next = expected;
        simulation.store.pendingOf(id).stream()
                .filter(each -> !each.extra())
                .forEach(each -> assertEquals(next, each.scheduledFor(), id));
        long fired = runs.stream().filter(run -> run.outcome().isFired()).count();
        Integer most = tasks.get(id).recurrence().maxFires();
        assertTrue(most == null || fired <= most, id + " was fired " + fired + " times");
        boolean over = simulation.store.pendingOf(id).isEmpty();
        boolean mayBeOver = most != null && fired == most
                || expected == Schedule.NEVER
                || runs.getLast().outcome() == Outcome.EXPIRED;
        assertTrue(!over || mayBeOver, () -> id + " ended too early: " + tasks.get(id));
        return runs.size();
    }

    private long begin(Order order) {
        String id = order.occurrence().id();
        Definition definition = tasks.get(id);
        int beside = running.merge(id, 1, Integer::sum);
        if (beside > 1 && definition.recurrence().overlap() != Overlap.ALLOW) {
            wrong.add("overlap of " + order);
        }
        Long expiresAt = definition.expiresAt();
        if (expiresAt != null && order.attempt() == 1 && START + DOWN > expiresAt) {
            wrong.add("started after its expiry: " + order);
        }
        return random.nextInt(4) == 0 ? random.nextLong(20_000_000) : random.nextLong(500_000);
    }

    private Verdict end(Order order) {
        running.merge(order.occurrence().id(), -1, Integer::sum);
        return random.nextInt(10) == 0 ? new Failed("no", null) : new Succeeded();
    }

    private Definition definition() {
        Recurrence recurrence = new Recurrence(
                null,
                maybe(START + random.nextLong(DOWN + UP)),
                random.nextInt(4) == 0 ? Integer.valueOf(1 + random.nextInt(50)) : null,
                random.nextInt(3) == 0 ? random.nextLong(60_000) : 0,
                pick(Misfire.values()),
                random.nextLong(120_000),
                pick(Overlap.values()));
        Trigger trigger = random.nextInt(3) == 0
                ? new Trigger.Cron("*/" + (5 + random.nextInt(50)) + " * * * * *", Dialect.OCPS, "UTC")
                : new Trigger.Every(2_000 + random.nextLong(120_000), START + random.nextLong(DOWN));
        return Definition.of(trigger, new Action.Handler("work"))
                .withRetry(new RetryPolicy(3, 2_000, 4, 60_000, 0.1))
                .withRecurrence(recurrence)
                .withExpiresAt(maybe(START + random.nextLong(DOWN + UP)));
    }

    private @Nullable Long maybe(long value) {
        return random.nextInt(4) == 0 ? value : null;
    }

    private <E> E pick(E[] values) {
        return values[random.nextInt(values.length)];
    }
}
