package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.Succeeded;
import carillon.message.StoreMessage.Settle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Outcomes are written at once where they are few, and in groups where they follow each other. */
class OwnerPaceTest {

    private final ManualWorld world = ManualWorld.owning();
    private int ended;

    @Test
    void after_a_burst_of_batches_outcomes_gather_for_some_milliseconds() {
        for (int i = 0; i < TimerOptions.SETTLE_AT_ONCE; i++) {
            end(1);
            assertEquals(1, world.settle(true).settlements().size());
        }
        end(3);
        assertFalse(world.isAsked(Settle.class), "more may come with them");
        assertEquals(TimerOptions.SETTLE_MILLIS, world.owner.nextWakeMillis());
        world.passAndTurn(TimerOptions.SETTLE_MILLIS);
        assertEquals(3, world.settle(true).settlements().size());
    }

    @Test
    void many_outcomes_wait_for_no_more() {
        for (int i = 0; i < TimerOptions.SETTLE_AT_ONCE; i++) {
            end(1);
            world.settle(true);
        }
        end(TimerOptions.SETTLE_MANY);
        assertEquals(TimerOptions.SETTLE_MANY, world.settle(true).settlements().size());
    }

    @Test
    void outcomes_that_gather_are_written_although_the_lease_is_not_believed_any_more() {
        for (int i = 0; i < TimerOptions.SETTLE_AT_ONCE; i++) {
            end(1);
            world.settle(true);
        }
        end(1);
        world.pass(TimerOptions.DEFAULT.leaseMillis());
        assertTrue(world.owner.nextWakeMillis() <= TimerOptions.SETTLE_MILLIS);
    }

    private void end(int count) {
        for (int i = 0; i < count; i++) {
            world.owner.arm(List.of(world.oneShot("task " + ended++, 0)), null);
        }
        for (int i = 0; i < count; i++) {
            world.result(world.orders.removeLast(), new Succeeded());
        }
    }
}
