package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.config.NodeConfig;
import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.Pending;
import carillon.message.StoreMessage;
import carillon.message.TimerMessage;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Trigger;
import carillon.time.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a store tells of new tasks: {@code new}, who has the shards, or {@code old}, who had them before. */
final class OwnersTest {

    private static final long WAIT_SECONDS = 20;
    private static final long RENEWAL_MILLIS =
            NodeConfig.read(new JsonObject(), Map.of()).lease().ttlMillis() / 3;

    private final StoreRig rig = StoreRig.open();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final AtomicLong nanos = new AtomicLong();
    private Owners owners;

    @BeforeEach
    void start() {
        for (String holder : List.of("old", "new")) {
            StoreRig.await(rig.bus
                    .serve(TimerMessage.of("at." + holder), message -> {
                        told.add(holder);
                        return Future.succeededFuture(new StoreMessage.Done());
                    })
                    .completion());
        }
        rig.takeAll("new");
        Database database = new Database(rig.vertx, StoreConfig.of(new JsonObject().put("database.url", rig.url)));
        Clock clock = new Clock() {
            @Override
            public long nanoTime() {
                return nanos.get();
            }

            @Override
            public long epochMillis() {
                return 0;
            }
        };
        owners = new Owners(rig.bus, new Leases(database, database), clock, new SimpleMeterRegistry());
        owners.learn(new Board(List.of(new Holder("old", "at.old", true)), List.of(new Holding(0, "old", 1))));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void no_board_is_read_between_two_renewals_though_the_second_is_late() throws InterruptedException {
        assertEquals("old", toldAfter(RENEWAL_MILLIS + RENEWAL_MILLIS / 4));
    }

    @Test
    void a_board_is_read_where_no_renewal_brings_one() throws InterruptedException {
        assertEquals("new", toldAfter(2 * RENEWAL_MILLIS));
    }

    private @Nullable String toldAfter(long millis) throws InterruptedException {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        Definition definition = Definition.of(new Trigger.At(5), new Action.Handler("work"));
        owners.arm(List.of(new Pending("t", 0, 1, definition, 5, 5, 5, 0, false, 1)), 5);
        return told.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    }
}
