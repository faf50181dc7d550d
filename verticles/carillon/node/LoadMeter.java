package carillon.node;

import carillon.message.NodeReport;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;

/** Reads from the metrics of the process how much it has to do. */
final class LoadMeter {

    private final MeterRegistry registry;

    LoadMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    NodeReport.Load read() {
        double lag = registry.find("carillon.loop.lag").timers().stream()
                .mapToDouble(loop -> loop.max(TimeUnit.MICROSECONDS))
                .max()
                .orElse(0);
        return new NodeReport.Load(
                Math.round(lag), sum("carillon.attempts.in.flight"), sum("carillon.armed.occurrences"));
    }

    /** Of what does not run here nothing is measured. */
    private long sum(String gauge) {
        double sum =
                registry.find(gauge).gauges().stream().mapToDouble(Gauge::value).sum();
        return Math.round(sum);
    }
}
