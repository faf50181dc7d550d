package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.lease.Holding;
import carillon.message.AttemptResult.NoHandler;
import carillon.message.Inheritance;
import carillon.message.QueueState;
import carillon.message.ReadPoint;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Agenda nothing = new Agenda(0, 1, 1);
    private final HeldMetrics one = new HeldMetrics(registry, "one");
    private final HeldMetrics other = new HeldMetrics(registry, "other");

    @Test
    void the_gauges_show_what_each_owner_holds_back_and_why() {
        OwnedShard shard = shard();
        hold(shard, "mail", 3);
        hold(shard, "sms", 2);
        one.show(List.of(shard), 7, 0, nothing);
        OwnedShard paused = shard();
        hold(paused, "bills", 4);
        paused.queues.gate("bills").set(QueueState.of("bills").withPaused(true), 0);
        other.show(List.of(paused), 0, 0, nothing);
        assertEquals(List.of(0.0, 5.0, 7.0), held("one"));
        assertEquals(List.of(4.0, 0.0, 0.0), held("other"));
        assertEquals(6, gauges(registry), "no queue has a series of its own");

        one.show(List.of(), 0, 0, nothing);
        assertEquals(List.of(0.0, 0.0, 0.0), held("one"));
        assertEquals(List.of(4.0, 0.0, 0.0), held("other"));
    }

    @Test
    void whoever_stops_leaves_nothing_behind() {
        other.show(List.of(), 3, 0, nothing);
        one.close();
        assertEquals(3, gauges(registry));
        assertEquals(List.of(0.0, 0.0, 3.0), held("other"));
    }

    @Test
    void an_owner_measures_in_the_registry_that_it_was_given() {
        int elsewhere = gauges(Metrics.globalRegistry);
        ManualWorld world = ManualWorld.owning();
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.passAndTurn(0);
        world.result(world.onlyOrder(), new NoHandler());
        world.renew(1);
        assertEquals(
                1,
                world.registry
                        .get("carillon.tasks.held")
                        .tag("reason", "handler")
                        .gauge()
                        .value());
        assertEquals(elsewhere, gauges(Metrics.globalRegistry));
        world.owner.retire();
        assertEquals(0, gauges(world.registry));
        assertEquals(
                List.of(),
                List.copyOf(world.registry.find("carillon.outcomes.waiting").gauges()));
    }

    private static OwnedShard shard() {
        return new OwnedShard(new Inheritance(new Holding(0, "me", 1), 0, ReadPoint.START, true), 0, 0);
    }

    private static void hold(OwnedShard shard, String queue, int count) {
        for (int i = 0; i < count; i++) {
            shard.queues.hold(Waiters.normal("t" + i, i, 0), queue);
        }
    }

    private List<Double> held(String timer) {
        return List.of("paused", "turn", "handler").stream()
                .map(reason -> registry.get("carillon.tasks.held")
                        .tag("timer", timer)
                        .tag("reason", reason)
                        .gauge())
                .map(Gauge::value)
                .toList();
    }

    private static int gauges(MeterRegistry in) {
        return in.find("carillon.tasks.held").gauges().size();
    }
}
