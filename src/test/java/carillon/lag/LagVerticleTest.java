package carillon.lag;

import carillon.e2e.LocalNode;
import carillon.e2e.Waiting;
import carillon.time.Clock;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LagVerticleTest {

    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long GRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Clock clock = Clock.system();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    @BeforeEach
    void start() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void stop() {
        LocalNode.await(vertx.close());
        Metrics.removeRegistry(registry);
    }

    @Test
    void a_loop_that_is_held_up_is_seen_to_lag_by_as_much() {
        LocalNode.await(vertx.deployVerticle(new LagVerticle()));
        long held = holdUpFor(PERIOD_NANOS + TimeUnit.MILLISECONDS.toNanos(200));
        // At the latest it was to fire a period after the loop was taken, and at the earliest when it was free again.
        long late = held - PERIOD_NANOS - GRAIN_NANOS;
        Waiting.until(() -> lag() + " ns, not " + late, () -> lag() >= late);
    }

    /** Keeps the loop from everything else for so long at least, and tells for how long. */
    private long holdUpFor(long nanos) {
        Context loop = vertx.getOrCreateContext();
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Promise<Long> held = Promise.promise();
        loop.runOnContext(now -> {
            long from = clock.nanoTime();
            taken.countDown();
            await(free);
            held.complete(clock.nanoTime() - from);
        });
        await(taken);
        long from = clock.nanoTime();
        Waiting.until(() -> "later", () -> clock.nanoTime() - from > nanos);
        free.countDown();
        return LocalNode.await(held.future());
    }

    private double lag() {
        return registry.find("carillon.loop.lag").timers().stream()
                .mapToDouble((Timer loop) -> loop.max(TimeUnit.NANOSECONDS))
                .max()
                .orElse(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }
}
