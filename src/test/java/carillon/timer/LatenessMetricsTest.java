package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import carillon.json.TaskDecoder;
import carillon.lease.Holding;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.QueuesRead;
import carillon.message.StoreMessage.ReadQueues;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.MaxLateness;
import carillon.task.Overlap;
import carillon.task.Queued;
import carillon.task.Recurrence;
import carillon.task.Trigger;
import carillon.task.WhenLate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatenessMetricsTest {

    private static final Action WEBHOOK = new Action.Webhook("https://example.com/", "POST", Map.of());
    private static final Action HANDLER = new Action.Handler("work");
    private static final long OBJECTIVE = TimerOptions.DEFAULT.latenessObjectiveMillis();

    private final ManualWorld world = ManualWorld.owning();
    private final LatenessMetrics metrics = new LatenessMetrics(world.registry, OBJECTIVE);

    @Test
    void a_first_attempt_is_measured_from_when_it_was_due_by_its_target() {
        fire("a", WEBHOOK, 3_000);
        fire("b", HANDLER, 0);
        assertEquals(1, count("", "webhook"));
        assertEquals(3_000, total("", "webhook"), 2);
        assertEquals(1, count("", "handler"));
    }

    @Test
    void another_attempt_is_not_measured() {
        arm(world.oneShot("a", 0));
        world.result(world.onlyOrder(), new Failed("no", null));
        world.settle(true);
        world.renew(1);
        world.passAndTurn(2_000);
        assertEquals(2, world.orders.getLast().attempt());
        world.result(world.orders.getLast(), new Succeeded());
        assertEquals(1, count("", "handler"));
    }

    @Test
    void the_objective_tells_what_is_on_time() {
        for (long late : List.of(0L, OBJECTIVE - 2, OBJECTIVE + 1, 10 * OBJECTIVE)) {
            fire("late" + late, HANDLER, late);
        }
        assertEquals(2, counted("carillon.on.time"));
        assertEquals(2, counted("carillon.late"));
        Gauge gauge = world.registry.find("carillon.lateness.objective").gauge();
        assertEquals(1.0, gauge == null ? Double.NaN : gauge.value());
    }

    @Test
    void an_objective_of_the_settings_is_a_bucket_and_tells_what_is_on_time_to_the_millisecond() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        LatenessMetrics strict = new LatenessMetrics(registry, 300);
        for (long late : List.of(300L, 301L)) {
            Entry entry = new Entry(world.oneShot("late" + late, 0), shard());
            strict.started(entry, 1, entry.pending.due() + late);
        }
        assertEquals(0.3, registry.get("carillon.lateness.objective").gauge().value());
        assertEquals(1, registry.get("carillon.on.time").counter().count());
        assertEquals(1, registry.get("carillon.late").counter().count());
        Timer histogram =
                registry.get("carillon.lateness").tag("target", "handler").timer();
        assertEquals(
                List.of(1.0),
                Stream.of(histogram.takeSnapshot().histogramCounts())
                        .filter(bucket -> bucket.bucket(TimeUnit.MILLISECONDS) == 300)
                        .map(CountAtBucket::count)
                        .toList());
    }

    @Test
    void what_is_too_late_is_counted_by_what_becomes_of_it_and_misses_the_objective() {
        for (WhenLate each : WhenLate.values()) {
            Definition definition =
                    Definition.of(new Trigger.Delay(0), HANDLER).withMaxLateness(new MaxLateness(500, each));
            arm(world.pending(each.name(), definition, world.time.databaseMillis() - 700));
        }
        world.result(world.onlyOrder(), new Succeeded());
        assertEquals(1, exceeded("started"));
        assertEquals(1, exceeded("skipped"));
        assertEquals(1, exceeded("dead"));
        assertEquals(1, counted("carillon.on.time"), "within the objective, though not within its own");
        assertEquals(2, counted("carillon.late"), "what never started");
    }

    @Test
    void every_instant_of_a_range_that_is_skipped_counts() {
        long first = world.time.databaseMillis() - 10_000;
        Definition often = Definition.of(new Trigger.Every(1_000, first), HANDLER)
                .withMaxLateness(new MaxLateness(4_500, WhenLate.SKIP));
        arm(new Pending("a", 0, 1, often, 0, first, first, 0, false, 99));
        assertEquals(6, exceeded("skipped"));
    }

    @Test
    void what_a_pause_of_its_task_made_late_is_late_whatever_becomes_of_it() {
        long first = world.time.databaseMillis() - 30_000;
        for (WhenLate each : WhenLate.values()) {
            Definition hourly = Definition.of(new Trigger.Every(3_600_000, first), HANDLER)
                    .withMaxLateness(new MaxLateness(5_000, each));
            long resumed = world.time.databaseMillis();
            arm(new Pending(each.name(), 0, 1, hourly, first - 1_000, first, resumed, 0, false, 99));
        }
        world.result(world.onlyOrder(), new Succeeded());
        assertEquals(30_000, total("", "handler"), 5);
        assertEquals(3, counted("carillon.late"));
        assertEquals(0, counted("carillon.on.time"));
        for (String outcome : List.of("started", "skipped", "dead")) {
            assertEquals(1, exceeded(outcome), outcome);
        }
    }

    @Test
    void what_a_pause_made_late_and_stands_beside_its_schedule_is_measured_alike() {
        long first = world.time.databaseMillis() - 30_000;
        Definition hourly = Definition.of(new Trigger.Every(3_600_000, first), HANDLER)
                .withRecurrence(Recurrence.DEFAULT.withOverlap(Overlap.ALLOW));
        arm(new Pending("a", 0, 1, hourly, first - 1_000, first, world.time.databaseMillis(), 0, false, 99));
        world.settle(true);
        world.owner.turn();
        world.result(world.onlyOrder(), new Succeeded());
        assertEquals(30_000, total("", "handler"), 5);
    }

    @Test
    void each_queue_has_counts_of_its_own() {
        world.answer(ReadQueues.class, new QueuesRead(List.of()));
        long due = world.time.databaseMillis() - 2 * OBJECTIVE;
        for (WhenLate each : WhenLate.values()) {
            Definition plain = Definition.of(new Trigger.Delay(0), HANDLER);
            Definition strict = plain.withMaxLateness(new MaxLateness(500, each));
            arm(world.pending("mailed" + each, strict.withQueue(new Queued("mail", false, false)), due));
            arm(world.pending("plain" + each, plain, world.time.databaseMillis()));
        }
        List.copyOf(world.orders).forEach(order -> world.result(order, new Succeeded()));
        assertEquals(3, counted("carillon.late", "mail"));
        assertEquals(0, counted("carillon.on.time", "mail"));
        assertEquals(0, counted("carillon.late", ""));
        assertEquals(3, counted("carillon.on.time", ""));
        for (String outcome : List.of("started", "skipped", "dead")) {
            assertEquals(1, exceeded(outcome, "mail"), outcome);
            assertEquals(0, exceeded(outcome, ""), outcome);
        }
    }

    @Test
    void no_queue_can_be_named_as_those_that_share_their_series() {
        assertFalse(TaskDecoder.isId(LatenessMetrics.OTHERS));
    }

    @Test
    void queues_beyond_a_bound_share_their_series() {
        OwnedShard shard = shard();
        for (int i = 0; i <= LatenessMetrics.QUEUES_MAX; i++) {
            Pending pending = world.pending(
                    "t" + i,
                    Definition.of(new Trigger.Delay(0), HANDLER).withQueue(new Queued("q" + i, false, false)),
                    0);
            metrics.started(new Entry(pending, shard), 1, 5);
        }
        assertEquals(1, count("q0", "handler"));
        assertEquals(1, count("q" + (LatenessMetrics.QUEUES_MAX - 1), "handler"));
        assertNull(timer("q" + LatenessMetrics.QUEUES_MAX, "handler"));
        assertEquals(1, count(LatenessMetrics.OTHERS, "handler"));
        assertEquals(1, counted("carillon.on.time", LatenessMetrics.OTHERS));
    }

    private static OwnedShard shard() {
        return new OwnedShard(new Inheritance(new Holding(0, "me", 1), 0, ReadPoint.START, true), 0, 0);
    }

    /** One that was due so long ago is ordered, and succeeds at once. */
    private void fire(String id, Action action, long lateMillis) {
        arm(world.pending(id, Definition.of(new Trigger.Delay(0), action), world.time.databaseMillis() - lateMillis));
        world.result(world.orders.getLast(), new Succeeded());
    }

    private void arm(Pending pending) {
        world.owner.arm(List.of(pending), null);
        world.owner.turn();
    }

    private double counted(String name) {
        return counted(name, "");
    }

    private double counted(String name, String queue) {
        Counter counter = world.registry.find(name).tag("queue", queue).counter();
        return counter == null ? 0 : counter.count();
    }

    private double exceeded(String outcome) {
        return exceeded(outcome, "");
    }

    private double exceeded(String outcome, String queue) {
        Counter counter = world.registry
                .find("carillon.max.lateness.exceeded")
                .tags("queue", queue, "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private long count(String queue, String target) {
        Timer timer = timer(queue, target);
        return timer == null ? 0 : timer.count();
    }

    private double total(String queue, String target) {
        Timer timer = timer(queue, target);
        return timer == null ? 0 : timer.totalTime(TimeUnit.MILLISECONDS);
    }

    private @Nullable Timer timer(String queue, String target) {
        return world.registry
                .find("carillon.lateness")
                .tags("queue", queue, "target", target)
                .timer();
    }
}
