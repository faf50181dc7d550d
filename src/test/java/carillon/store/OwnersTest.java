package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import carillon.config.NodeConfig;
import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.Pending;
import carillon.message.StoreMessage;
import carillon.message.TimerMessage;
import carillon.message.Whole;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Trigger;
import carillon.time.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a store tells of new tasks: {@code new}, who has the shards, or {@code old}, who had them before. */
final class OwnersTest {

    private static final long WAIT_SECONDS = 20;
    private static final Definition WORK = Definition.of(new Trigger.At(5), new Action.Handler("work"));
    private static final long RENEWAL_MILLIS =
            NodeConfig.read(new JsonObject(), Map.of()).lease().ttlMillis() / 3;

    private final StoreRig rig = StoreRig.open();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<TimerMessage.Arm> arms = new LinkedBlockingQueue<>();
    private final AtomicLong nanos = new AtomicLong();
    private Owners owners;

    @BeforeEach
    void start() {
        for (String holder : List.of("old", "new")) {
            StoreRig.await(rig.bus
                    .serve(TimerMessage.of("at." + holder), message -> {
                        told.add(holder);
                        arms.add((TimerMessage.Arm) message);
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

    @Test
    void of_many_tasks_an_owner_is_told_what_they_are_all_of() throws InterruptedException {
        owners.arm(created(Owners.WHOLE_MIN), 60);
        assertEquals(new Whole(1, 60, List.of(0)), nextArm().whole());
    }

    @Test
    void a_few_tasks_are_looked_for_again_sooner_than_passed_over() throws InterruptedException {
        owners.arm(created(Owners.WHOLE_MIN - 1), 60);
        assertNull(nextArm().whole());
    }

    @Test
    void what_is_due_at_the_end_of_what_is_told_is_not_told() throws InterruptedException {
        owners.arm(created(2), 6);
        assertEquals(
                List.of("t0"), nextArm().pending().stream().map(Pending::id).toList());
    }

    private TimerMessage.Arm nextArm() throws InterruptedException {
        return Objects.requireNonNull(arms.poll(WAIT_SECONDS, TimeUnit.SECONDS));
    }

    /** What one transaction wrote, the first due at 5 and each other a millisecond after that before it. */
    private static List<Pending> created(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Pending("t" + i, 0, 1, WORK, 5, 5 + i, 5 + i, 0, false, 1))
                .toList();
    }

    private @Nullable String toldAfter(long millis) throws InterruptedException {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        owners.arm(created(1), 6);
        return told.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    }
}
