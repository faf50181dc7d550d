package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.bus.Bus;
import carillon.e2e.LogLines;
import carillon.message.Protocols;
import carillon.time.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an instance of the API finds missing, without one: no delivery is there. */
class ReadinessTest {

    /** Whether the store answers, how many shards there are, and who holds each of four. */
    private static final int QUESTIONS = 6;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AtomicLong nanos = new AtomicLong();
    private final Clock clock = new Clock() {
        @Override
        public long nanoTime() {
            return nanos.get();
        }

        @Override
        public long epochMillis() {
            return FakeBackend.NOW;
        }
    };
    private FakeBackend backend;

    @BeforeEach
    void start() {
        Bus.install(vertx, Protocols.codec());
        backend = new FakeBackend(vertx);
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void who_asks_meanwhile_or_a_moment_after_is_told_what_was_found() {
        Readiness readiness = readiness();
        await(onLoop(() -> Future.all(readiness.look(), readiness.look())));
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(49));
        await(onLoop(readiness::look));
        assertEquals(QUESTIONS, backend.asked.get());
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        await(onLoop(readiness::look));
        assertEquals(2 * QUESTIONS - 1, backend.asked.get(), "how many shards there are is known");
    }

    @Test
    void what_is_missing_is_said_once_by_all_instances_of_a_process() {
        try (LogLines log = new LogLines()) {
            await(onLoop(readiness()::look));
            await(onLoop(readiness()::look));
            assertEquals(
                    1,
                    log.lines().stream()
                            .filter(line -> line.contains("The API waits: no DeliveryVerticle is there"))
                            .count(),
                    log.lines()::toString);
        }
    }

    private Readiness readiness() {
        Bus bus = new Bus(vertx);
        return new Readiness(vertx, bus, new Owners(vertx, bus, clock), clock);
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> action) {
        Promise<T> done = Promise.promise();
        context.runOnContext(turn -> action.get().onComplete(done));
        return done.future();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
