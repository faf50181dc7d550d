package carillon.lag;

import carillon.time.Clock;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Measures the lag of the event loop that it runs on, as {@code carillon_loop_lag_seconds}: once a second, how much
 * later than asked for a timer fires, less the millisecond that a timer may take by itself. To be deployed once a loop.
 */
public final class LagVerticle extends VerticleBase {

    private static final long PERIOD_MILLIS = 1_000;
    /** A timer counts whole milliseconds, so what is less than one late says nothing. */
    private static final long GRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Clock clock = Clock.system();

    @Override
    public Future<?> start() {
        String thread = Thread.currentThread().getName();
        Timer lag = Timer.builder("carillon.loop.lag")
                .description("How much later than asked for a timer of an event loop fires")
                .tag("loop", thread.substring(thread.lastIndexOf('-') + 1))
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1))
                .register(Metrics.globalRegistry);
        measure(lag);
        return Future.succeededFuture();
    }

    /** Armed anew each time: a periodic timer would fire in a row after a delay, and hide it in an average. */
    private void measure(Timer lag) {
        long due = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
        vertx.setTimer(PERIOD_MILLIS, id -> {
            lag.record(Math.max(0, clock.nanoTime() - due - GRAIN_NANOS), TimeUnit.NANOSECONDS);
            measure(lag);
        });
    }
}
