package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.lease.Holding;
import carillon.message.Inheritance;
import carillon.message.QueueState;
import carillon.message.ReadPoint;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final QueueMetrics one = new QueueMetrics();
    private final QueueMetrics other = new QueueMetrics();

    private double turnBefore;
    private double pausedBefore;

    /** The gauges are of the whole process, and others in it may have left something. */
    @BeforeEach
    void listen() {
        Metrics.addRegistry(registry);
        turnBefore = held("turn");
        pausedBefore = held("paused");
    }

    @AfterEach
    void leave() {
        one.show(List.of());
        other.show(List.of());
        Metrics.removeRegistry(registry);
    }

    @Test
    void the_gauges_show_what_all_queues_of_all_owners_hold_back_and_why() {
        OwnedShard shard = shard();
        hold(shard, "mail", 3);
        hold(shard, "sms", 2);
        one.show(List.of(shard));
        OwnedShard paused = shard();
        hold(paused, "bills", 4);
        paused.queues.gate("bills").set(QueueState.of("bills").withPaused(true), 0);
        other.show(List.of(paused));
        assertEquals(5, held("turn") - turnBefore);
        assertEquals(4, held("paused") - pausedBefore);
        assertEquals(2, registry.get("carillon.tasks.held").gauges().size(), "no queue has a series of its own");

        one.show(List.of());
        assertEquals(0, held("turn") - turnBefore);
        assertEquals(4, held("paused") - pausedBefore);
    }

    private static OwnedShard shard() {
        return new OwnedShard(new Inheritance(new Holding(0, "me", 1), 0, ReadPoint.START, true), 0, 0);
    }

    private static void hold(OwnedShard shard, String queue, int count) {
        for (int i = 0; i < count; i++) {
            shard.queues.hold(Waiters.normal("t" + i, i, 0), queue);
        }
    }

    private double held(String reason) {
        return registry.get("carillon.tasks.held").tag("reason", reason).gauge().value();
    }
}
