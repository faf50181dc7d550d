package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.DeliveryMessage.Order;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange.Cancel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was settled is remembered until a safety read has seen it, and however late that is, the heap is bounded. */
class RecentLimitTest {

    private static final int A_TIME = 1_000;
    /** What a memory of this size remembers. */
    private static final int REMEMBERED_MAX = 100_000;

    private static final NewPage NOTHING_SEEN = new NewPage(List.of(), new ReadPoint(1, 1, List.of()));

    private ManualWorld world = ManualWorld.owning(2 * A_TIME);
    private final List<Object> answers = new ArrayList<>();

    @Test
    void nothing_more_is_started_until_a_safety_read_has_seen_what_very_many_tasks_left() {
        run(Integer.MAX_VALUE);
        int started = world.orders.size();
        assertEquals(REMEMBERED_MAX, started, TimerOptions.SETTLE_MANY + 2.0 * ManualWorld.WINDOW);

        see();
        assertTrue(world.orders.size() > started, "it has seen them");
    }

    @Test
    void nothing_is_changed_until_then_and_whoever_asks_may_ask_again() {
        run(Integer.MAX_VALUE);
        cancel();
        assertEquals(List.of(FailureCode.BUSY), answers);

        see();
        cancel();
        assertTrue(world.isAsked(Change.class), "it is on its way to the database");
    }

    @Test
    void safety_reads_follow_each_other_once_half_of_that_is_remembered() {
        world = readingRarely();
        run(REMEMBERED_MAX / 2 + A_TIME);
        world.passAndTurn(TimerOptions.MISSING_MILLIS);
        world.answer(ReadNew.class, NOTHING_SEEN);
        readNothingDue();
        assertFalse(world.isAsked(ReadNew.class), "what is on its way has some time to come");

        world.passAndTurn(TimerOptions.MISSING_MILLIS);
        assertTrue(world.isAsked(ReadNew.class));
    }

    private static ManualWorld readingRarely() {
        TimerOptions all = TimerOptions.DEFAULT;
        ManualWorld world = new ManualWorld(new TimerOptions(
                all.leaseMillis(),
                all.marginMillis(),
                2 * A_TIME,
                all.armedBytesMax(),
                all.horizonMillis(),
                600_000,
                all.drainMillis(),
                all.latenessObjectiveMillis(),
                all.node()));
        world.holdUnder(1, true);
        world.readNothing();
        return world;
    }

    /** Brings ever more tasks and has each succeed, until so many have, or nothing more is started. */
    private void run(int enough) {
        int done = -1;
        for (int brought = 0; done < world.orders.size() && world.orders.size() < enough; brought += A_TIME) {
            done = world.orders.size();
            world.renew(1);
            world.owner.arm(
                    IntStream.range(brought, brought + A_TIME)
                            .<Pending>mapToObj(i -> world.oneShot("t" + i, 0))
                            .toList(),
                    null);
            finishFrom(done);
            readNothingDue();
        }
    }

    private void readNothingDue() {
        if (world.isAsked(ReadDue.class)) {
            world.answer(ReadDue.class, DuePages.of(List.of(), List.of(0)));
        }
    }

    private void finishFrom(int done) {
        for (int next = done; next < world.orders.size(); ) {
            List<Order> started = List.copyOf(world.orders.subList(next, world.orders.size()));
            next += started.size();
            started.forEach(order -> world.result(order, new Succeeded()));
            world.passAndTurn(TimerOptions.SETTLE_MILLIS);
            while (world.isAsked(Settle.class)) {
                world.settle(true);
            }
        }
    }

    private void see() {
        world.renew(1);
        world.passAndTurn(1_000);
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(1_000_000, 1_000_000, List.of())));
    }

    private void cancel() {
        world.owner.apply(new Cancel("other"), 0, new Reply<>() {
            @Override
            public void answered(Changed answer) {
                answers.add(answer);
            }

            @Override
            public void failed(BusFailure failure) {
                answers.add(failure.code());
            }
        });
    }
}
