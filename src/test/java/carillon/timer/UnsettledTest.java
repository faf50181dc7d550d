package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.Succeeded;
import carillon.message.DeliveryMessage.Order;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Standing;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Settle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Memory does not fill with what is done faster than it can be recorded. */
class UnsettledTest {

    private static final int DONE = TimerOptions.UNSETTLED_MAX + TimerOptions.SETTLE_MAX + 1;

    private final ManualWorld world = ManualWorld.owning(2 * DONE);

    @Test
    void nothing_more_is_read_while_very_many_outcomes_wait_to_be_recorded() {
        finish(DONE);
        world.passAndTurn(20_000);
        world.renew(1);
        world.owner.turn();
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(100_000, 100_000, List.of())));
        assertFalse(world.isAsked(ReadDue.class));

        world.settle(true);
        world.owner.turn();
        assertTrue(world.isAsked(ReadDue.class), "few enough wait now");
    }

    @Test
    void nothing_more_is_started_while_very_many_outcomes_wait_to_be_recorded() {
        finish(DONE);
        int started = world.orders.size();
        assertTrue(started < DONE, started + " were started");
        assertTrue(world.owner.nextWakeMillis() > 1, "there is nothing to do before the database answers");

        world.settle(true);
        assertTrue(world.orders.size() > started, "few enough wait now");
    }

    @Test
    void whoever_asks_why_a_task_does_not_start_is_told_that_outcomes_wait_and_the_metrics_tell_how_many() {
        finish(DONE);
        world.renew(1);
        double waiting = world.registry.get("carillon.outcomes.waiting").gauge().value();
        assertTrue(waiting > TimerOptions.UNSETTLED_MAX, waiting + " wait");
        String last = "t" + (DONE - 1);
        assertEquals(
                "more than 8000 outcomes wait for the database to record them",
                standingOf(last).reason());
    }

    @Test
    void what_waits_while_the_database_fails_is_counted_all_the_time() {
        finish(DONE);
        world.fail(Settle.class);
        world.owner.turn();
        world.renew(1);
        double waiting = world.registry.get("carillon.outcomes.waiting").gauge().value();
        assertTrue(waiting > TimerOptions.UNSETTLED_MAX, waiting + " wait");
    }

    @Test
    void outcomes_that_a_doubtful_shard_holds_back_keep_no_other_shard_from_being_read() {
        finish(DONE);
        world.fail(Settle.class);
        world.passAndTurn(20_000);
        world.gainSecond();
        NewPage nothing = new NewPage(List.of(), new ReadPoint(100_000, 100_000, List.of()));
        world.answer(ReadNew.class, nothing);
        world.answer(ReadNew.class, nothing);
        assertTrue(world.isAsked(ReadDue.class));
    }

    private Standing standingOf(String id) {
        List<Standing> told = new ArrayList<>();
        world.askStandings(id, told);
        return told.getFirst();
    }

    /** Brings so many, and lets each succeed that is started, until nothing more is. */
    private void finish(int count) {
        world.owner.arm(
                IntStream.range(0, count)
                        .<Pending>mapToObj(i -> world.oneShot("t" + i, 0))
                        .toList(),
                null);
        Set<Order> seen = new HashSet<>();
        for (boolean more = true; more; ) {
            List<Order> fresh = world.orders.stream().filter(seen::add).toList();
            fresh.forEach(order -> world.result(order, new Succeeded()));
            world.owner.turn();
            more = !fresh.isEmpty();
        }
    }
}
