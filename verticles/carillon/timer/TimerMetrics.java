package carillon.timer;

import carillon.task.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What an owner counts. */
final class TimerMetrics {

    final LeaseMetrics leases;
    final LatenessMetrics lateness;
    private final Counter fired;
    private final Map<StaleWrite, Counter> refused = new EnumMap<>(StaleWrite.class);
    private final Counter gained;
    private final Counter lost;
    private final Counter strays;
    private final Counter skipped;
    private final Counter expired;
    private final Counter leftOutUnnamed;

    /** @param objectiveMillis how late a first attempt may start and be on time */
    TimerMetrics(MeterRegistry registry, long objectiveMillis) {
        leases = new LeaseMetrics(registry);
        fired = Counter.builder("carillon.fired")
                .description("Orders given to delivery, one for each attempt")
                .register(registry);
        for (StaleWrite write : StaleWrite.values()) {
            refused.put(
                    write,
                    Counter.builder("carillon.stale.writes.refused")
                            .description("Writes that were refused because the term of their shard was over")
                            .tag("write", write.tag())
                            .register(registry));
        }
        gained = Counter.builder("carillon.shards.gained")
                .description("Shards taken over or handed over to this node")
                .register(registry);
        lost = Counter.builder("carillon.shards.lost")
                .description("Shards that this node owned and owns no more")
                .register(registry);
        strays = Counter.builder("carillon.stray.results")
                .description("Results of attempts that this node does not know any more")
                .register(registry);
        skipped = Counter.builder("carillon.skipped")
                .description("Nominal instants that were passed over")
                .register(registry);
        expired = Counter.builder("carillon.expired")
                .description("Nominal instants that had not started when their tasks expired")
                .register(registry);
        leftOutUnnamed = Counter.builder("carillon.left.out.unnamed")
                .description("Times that a task was left in the database for one missing handler too many")
                .register(registry);
        lateness = new LatenessMetrics(registry, objectiveMillis);
    }

    void fired() {
        fired.increment();
    }

    /** Counts nominal instants that end without an attempt. */
    void passedOver(Outcome outcome, long count) {
        (outcome == Outcome.EXPIRED ? expired : skipped).increment((double) count);
    }

    /** Counts what waits in the database for a handler that is not kept apart from others. */
    void leftOutUnnamed() {
        leftOutUnnamed.increment();
    }

    /** Counts a write that the database refused because the term of its shard was over. */
    void refused(StaleWrite write) {
        Objects.requireNonNull(refused.get(write)).increment();
    }

    void gained() {
        gained.increment();
    }

    void lost() {
        lost.increment();
    }

    void stray() {
        strays.increment();
    }
}
