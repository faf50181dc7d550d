package carillon.timer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Shows how many due tasks their queues hold back, in all: names of queues are the users', and may be any number.
 *
 * <p>Each instance is for use by one thread; the gauges show the sum of all instances of the JVM.
 */
final class QueueMetrics {

    private static final AtomicLong FOR_PAUSE = gauge("paused");
    private static final AtomicLong FOR_TURN = gauge("turn");

    private long forPause;
    private long forTurn;

    /** Shows what waits in the queues of some shards, as far as it is in memory. */
    void show(Collection<OwnedShard> shards) {
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
        FOR_PAUSE.addAndGet(paused - forPause);
        FOR_TURN.addAndGet(turn - forTurn);
        forPause = paused;
        forTurn = turn;
    }

    private static AtomicLong gauge(String reason) {
        AtomicLong value = new AtomicLong();
        Gauge.builder("carillon.tasks.held", value, AtomicLong::get)
                .description("Due tasks in memory that their queues hold back")
                .tag("reason", reason)
                .register(Metrics.globalRegistry);
        return value;
    }
}
