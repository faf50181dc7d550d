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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an instance of the API finds missing, without one: no delivery is there. */
class ReadinessTest {

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
        assertEquals(1, backend.asked.get());
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        await(onLoop(readiness::look));
        assertEquals(2, backend.asked.get());
    }

    @Test
    void one_question_finds_what_is_missing_however_many_shards_there_are() {
        backend.shards = 1_000;
        backend.unheld.addAll(Set.of(0, 998, 999));
        assertEquals("3 shards are held by nobody live", await(onLoop(readiness()::look)));
        assertEquals(1, backend.asked.get());
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
        return new Readiness(vertx, new Bus(vertx), clock);
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
