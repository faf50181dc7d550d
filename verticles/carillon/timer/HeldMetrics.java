package carillon.timer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Shows how much an owner has in memory, how many due tasks there cannot start, and what holds them back: a reason has
 * a series, for names of queues and handlers are the users', and may be any number.
 *
 * <p>For use by one thread.
 */
final class HeldMetrics {

    private final MeterRegistry registry;
    private final String timer;
    private final List<Gauge> gauges = new ArrayList<>();
    private final AtomicLong forPause;
    private final AtomicLong forTurn;
    private final AtomicLong forHandler;
    private final AtomicLong unrecorded = new AtomicLong();
    private final AtomicLong armed = new AtomicLong();
    private final AtomicLong payloadBytes = new AtomicLong();

    /** @param timer tells the owners of a process apart */
    HeldMetrics(MeterRegistry registry, String timer) {
        this.registry = registry;
        this.timer = timer;
        forPause = gauge("paused");
        forTurn = gauge("turn");
        forHandler = gauge("handler");
        gauges.add(Gauge.builder("carillon.outcomes.waiting", unrecorded, AtomicLong::get)
                .description("Outcomes that wait to be written to the database")
                .tag("timer", timer)
                .register(registry));
        gauges.add(Gauge.builder("carillon.armed.occurrences", armed, AtomicLong::get)
                .description("Occurrences in memory")
                .tag("timer", timer)
                .register(registry));
        gauges.add(Gauge.builder("carillon.armed.payload.bytes", payloadBytes, AtomicLong::get)
                .description("Payloads of the occurrences in memory")
                .baseUnit("bytes")
                .tag("timer", timer)
                .register(registry));
    }

    /**
     * Shows what waits in the queues of some shards, how many tasks wait for handlers, how many outcomes to be
     * recorded, and what memory holds.
     */
    void show(Collection<OwnedShard> shards, int absent, int outcomes, Agenda agenda) {
        long paused = 0;
        long turn = 0;
        for (OwnedShard shard : shards) {
            for (QueueGate gate : shard.queues.gates()) {
                if (gate.isBraked()) {
                    paused += gate.held();
                } else {
                    turn += gate.held();
                }
            }
        }
        forPause.set(paused);
        forTurn.set(turn);
        forHandler.set(absent);
        unrecorded.set(outcomes);
        armed.set(agenda.size());
        payloadBytes.set(agenda.bytes());
    }

    /** Shows nothing any more. */
    void close() {
        gauges.forEach(registry::remove);
    }

    private AtomicLong gauge(String reason) {
        AtomicLong value = new AtomicLong();
        gauges.add(Gauge.builder("carillon.tasks.held", value, AtomicLong::get)
                .description("Due tasks in memory that cannot start")
                .tag("reason", reason)
                .tag("timer", timer)
                .register(registry));
        return value;
    }
}
