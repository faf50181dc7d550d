package carillon.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.NodeReport.Load;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadMeterTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LoadMeter meter = new LoadMeter(registry);

    @Test
    void timers_and_deliveries_are_added_up_and_the_worst_loop_counts() {
        gauge("carillon.armed.occurrences", 30, "timer", "1");
        gauge("carillon.armed.occurrences", 12, "timer", "2");
        gauge("carillon.attempts.in.flight", 3);
        registry.timer("carillon.loop.lag", "loop", "0").record(Duration.ofNanos(1_500_000));
        registry.timer("carillon.loop.lag", "loop", "0").record(Duration.ofNanos(400_000));
        registry.timer("carillon.loop.lag", "loop", "1").record(Duration.ofNanos(700_000));
        assertEquals(new Load(1_500, 3, 42), meter.read());
    }

    @Test
    void a_process_without_timers_deliveries_or_measured_loops_has_nothing_to_do() {
        assertEquals(new Load(0, 0, 0), meter.read());
    }

    private void gauge(String name, int value, String... tags) {
        Gauge.builder(name, () -> value).tags(tags).register(registry);
    }
}
