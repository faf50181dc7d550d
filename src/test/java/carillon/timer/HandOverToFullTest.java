package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.lease.Holding;
import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.DeliveryMessage.Order;
import carillon.message.Inheritance;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Settlement;
import carillon.message.StoreMessage.Settle;
import carillon.message.TimerMessage.Flight;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.QueuedFlight;
import carillon.message.TimerMessage.Unread;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 5, where the new owner of a shard has no room left: what will not be read has to be kept all the same. */
class HandOverToFullTest {

    private static final int ARMED_MAX = 4;
    private static final long TIMEOUT_MILLIS = 30_000;

    private final ManualWorld world = ManualWorld.owning(ARMED_MAX);
    private final Pending running = ofSecond(world.oneShot("running", -10));

    @Test
    void an_attempt_that_will_not_be_read_and_all_that_is_told_behind_it_is_taken_in() {
        fill();
        inheritRunning();
        assertEquals(ARMED_MAX + 1, world.owner.entries());
        assertEquals(List.of(0, 1), world.announced);
    }

    @Test
    void its_outcome_is_recorded_and_those_that_were_there_are_tried_again() {
        fill();
        inheritRunning();
        world.passAndTurn(500);
        for (Order order : List.copyOf(world.orders)) {
            world.result(order, new Failed("not yet", null));
        }
        world.owner.attempted(List.of(new AttemptResult(running.occurrence(), 1, 1, 1, 0, 0, new Succeeded())));
        List<Occurrence> settled = new ArrayList<>();
        while (world.isAsked(Settle.class)) {
            settled.addAll(world.settle(true).settlements().stream()
                    .map(Settlement::occurrence)
                    .toList());
            world.passAndTurn(TimerOptions.SETTLE_MILLIS);
        }
        assertEquals(ARMED_MAX + 1, settled.size());
        assertEquals(ARMED_MAX, world.owner.entries());
        assertEquals(List.of(1), world.owner.unquiet(), "what runs in its queue is known of");
    }

    private void fill() {
        for (int i = 0; i < ARMED_MAX; i++) {
            world.owner.arm(List.of(world.oneShot("here-" + i, 500)), null);
        }
        assertEquals(ARMED_MAX, world.owner.entries());
    }

    private void inheritRunning() {
        Holding second = new Holding(1, world.owner.holder(), 1);
        Flight flight = new Flight(running.occurrence(), 1, TIMEOUT_MILLIS, new Unread(running, true, false, false));
        QueuedFlight queued = new QueuedFlight(1, "q", new Occurrence("queued", 0), 1, TIMEOUT_MILLIS);
        world.owner.handOver(new HandOver(
                "other",
                List.of(new Inheritance(second, ManualWorld.START, ReadPoint.START, true)),
                List.of(flight),
                List.of(queued),
                List.of()));
    }

    private static Pending ofSecond(Pending task) {
        long due = task.due();
        return new Pending(task.id(), 1, 1, task.definition(), due, due, due, 0, false, task.transaction());
    }
}
