package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.bus.Bus;
import carillon.e2e.LogLines;
import carillon.message.Protocols;
import carillon.message.TimerMessage;
import carillon.time.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an instance of the API finds missing, without one: no delivery is there. */
class ReadinessTest {

    private static final String HERE = "this-member";
    private static final String NO_DELIVERY =
            "no DeliveryVerticle is there: tasks are taken, and attempted once one is started";

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

    @Test
    void a_whole_node_is_not_ready_before_all_of_it_is_there_though_others_hold_every_shard() {
        Promise<Void> fires = Promise.promise();
        backend.owner = TimerMessage.addressIn(HERE, "timer");
        Readiness readiness = readiness(new WholeNode(fires.future(), HERE));
        assertEquals(
                "this node is still starting: wait until its timer, its verticles and its delivery are there",
                await(onLoop(readiness::look)));
        fires.complete();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertEquals(NO_DELIVERY, await(onLoop(readiness::look)));
    }

    @Test
    void a_whole_node_is_not_ready_while_only_others_have_leases() {
        backend.owner = TimerMessage.addressIn("another-member", "timer");
        WholeNode node = new WholeNode(Future.succeededFuture(), HERE);
        assertEquals(
                "the timer of this node has no lease: wait until it has renewed it, or see its log",
                await(onLoop(readiness(node)::look)));
    }

    @Test
    void a_whole_node_in_no_cluster_asks_for_the_lease_of_anybody() {
        WholeNode node = new WholeNode(Future.succeededFuture(), "");
        assertEquals(NO_DELIVERY, await(onLoop(readiness(node)::look)));
    }

    @Test
    void an_api_by_itself_is_ready_when_others_hold_every_shard() {
        backend.owner = TimerMessage.addressIn("another-member", "timer");
        assertEquals(NO_DELIVERY, await(onLoop(readiness()::look)));
    }

    private Readiness readiness() {
        return readiness(null);
    }

    private Readiness readiness(@Nullable WholeNode node) {
        return new Readiness(vertx, new Bus(vertx), clock, node);
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
