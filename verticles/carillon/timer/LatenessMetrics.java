package carillon.timer;

import carillon.task.Action;
import carillon.task.MaxLateness;
import carillon.task.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How late first attempts start: by queue and target, against the objective of the settings, and against what tasks and
 * queues allow. Another attempt is late by design, and is not measured.
 *
 * <p>For use by one thread.
 */
final class LatenessMetrics {

    /** Names of queues are the users', and may be any number: so many have series of their own. */
    static final int QUEUES_MAX = 100;

    /** What stands for the queues beyond; no queue can be named so. */
    static final String OTHERS = "*";

    private static final String NONE = "";

    private static final Logger LOG = System.getLogger(LatenessMetrics.class.getName());

    private final MeterRegistry registry;
    private final long objectiveMillis;
    private final OfQueue withoutQueue;
    private final Map<String, OfQueue> queues = new HashMap<>();
    private @Nullable OfQueue otherQueues;

    /**
     * The series of a queue, which its gate keeps, so that none is looked up. Those that are set against each other are
     * made together; each histogram when it is needed.
     */
    final class OfQueue {
        private final String name;
        private final Counter onTime;
        private final Counter late;
        private final Counter startedTooLate;
        private final Counter skipped;
        private final Counter dead;
        private @Nullable Timer webhooks;
        private @Nullable Timer handlers;

        private OfQueue(String name) {
            this.name = name;
            onTime = Counter.builder("carillon.on.time")
                    .description("First attempts that started within the objective")
                    .tag("queue", name)
                    .register(registry);
            late = Counter.builder("carillon.late")
                    .description("Occurrences that started later than the objective, or were too late to start")
                    .tag("queue", name)
                    .register(registry);
            startedTooLate = exceeded(name, "started");
            skipped = exceeded(name, "skipped");
            dead = exceeded(name, "dead");
        }

        private Timer webhooks() {
            Timer known = webhooks == null ? histogram(name, "webhook") : webhooks;
            webhooks = known;
            return known;
        }

        private Timer handlers() {
            Timer known = handlers == null ? histogram(name, "handler") : handlers;
            handlers = known;
            return known;
        }

        private Timer of(Action action) {
            return switch (action) {
                case Action.Webhook webhook -> webhooks();
                case Action.Handler handler -> handlers();
            };
        }
    }

    LatenessMetrics(MeterRegistry registry, long objectiveMillis) {
        this.registry = registry;
        this.objectiveMillis = objectiveMillis;
        Gauge.builder("carillon.lateness.objective", () -> objectiveMillis / 1_000.0)
                .description("How late a first attempt may start and be on time")
                .baseUnit("seconds")
                .register(registry);
        withoutQueue = new OfQueue(NONE);
        withoutQueue.webhooks();
        withoutQueue.handlers();
    }

    /** An attempt of an occurrence has started, as its result tells. */
    void started(Entry entry, int attempt, long startedAt) {
        if (entry.pending.counted(attempt) != 1) {
            return;
        }
        long due = Lateness.due(entry);
        long millis = Math.max(0, startedAt - due);
        OfQueue queue = measured(entry);
        queue.of(entry.pending.definition().action()).record(millis, TimeUnit.MILLISECONDS);
        (millis <= objectiveMillis ? queue.onTime : queue.late).increment();
        MaxLateness most = Lateness.most(entry);
        if (most != null && most.isExceeded(due, startedAt)) {
            queue.startedTooLate.increment();
        }
    }

    /** An occurrence, and what of its schedule went the same way behind it, was too late to start. */
    void ended(Entry entry, Outcome outcome, long count) {
        OfQueue queue = measured(entry);
        (outcome == Outcome.DEAD ? queue.dead : queue.skipped).increment((double) count);
        queue.late.increment((double) count);
    }

    private OfQueue measured(Entry entry) {
        String queue = entry.pending.definition().queueName();
        if (queue == null) {
            return withoutQueue;
        }
        QueueGate gate = entry.gate == null ? entry.orderedBy : entry.gate;
        if (gate == null) {
            return ofQueue(queue);
        }
        OfQueue known = gate.measured;
        if (known == null) {
            known = ofQueue(queue);
            gate.measured = known;
        }
        return known;
    }

    private OfQueue ofQueue(String name) {
        OfQueue known = queues.get(name);
        if (known != null) {
            return known;
        }
        if (queues.size() == QUEUES_MAX) {
            return otherQueues(name);
        }
        OfQueue added = new OfQueue(name);
        queues.put(name, added);
        return added;
    }

    private OfQueue otherQueues(String first) {
        OfQueue known = otherQueues;
        if (known == null) {
            LOG.log(
                    Level.WARNING,
                    "Metrics show how late the tasks of {0} queues start one by one; the queue {1} and all that follow"
                            + " are shown together, as queue=\"{2}\", until this node is started again",
                    QUEUES_MAX,
                    first,
                    OTHERS);
            known = new OfQueue(OTHERS);
            otherQueues = known;
        }
        return known;
    }

    private Timer histogram(String queue, String target) {
        return Timer.builder("carillon.lateness")
                .description("From the due instant to the start of the first attempt")
                .tag("queue", queue)
                .tag("target", target)
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(objectiveMillis))
                .register(registry);
    }

    private Counter exceeded(String queue, String outcome) {
        return Counter.builder("carillon.max.lateness.exceeded")
                .description("Occurrences that were later than their tasks or queues allow")
                .tag("queue", queue)
                .tag("outcome", outcome)
                .register(registry);
    }
}
