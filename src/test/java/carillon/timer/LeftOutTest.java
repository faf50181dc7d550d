package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.NoHandler;
import carillon.message.DeliveryMessage.Order;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Trigger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks of more missing handlers than an owner keeps apart. */
class LeftOutTest {

    private static final int ROOM = 8;
    /** Of so little room so many are tried; all the others are left in the database. */
    private static final int TRIED = 2;

    private static final int BEYOND = 3;

    private final ManualWorld world = ManualWorld.owning(ROOM);
    private final long first = world.time.databaseMillis();

    @Test
    void those_beyond_are_counted_and_come_back_with_any_handler() {
        leaveOut(TRIED + TimerOptions.LEFT_OUT_MAX + BEYOND);
        assertEquals(
                BEYOND,
                world.registry.get("carillon.left.out.unnamed").counter().count());

        world.owner.handlerUp("another");

        assertEquals(
                task(TRIED + TimerOptions.LEFT_OUT_MAX).due(),
                world.request(ReadDue.class).cursors().getFirst().due());
    }

    @Test
    void those_beyond_are_looked_at_again_after_a_while() {
        leaveOut(TRIED + TimerOptions.LEFT_OUT_MAX + BEYOND);
        long beyond = task(TRIED + TimerOptions.LEFT_OUT_MAX).due();
        boolean isRead = false;
        for (long passed = 0; passed <= TimerOptions.LEFT_OUT_MILLIS; passed += 1_000) {
            world.pass(1_000);
            world.renew(1);
            world.owner.turn();
            if (world.isAsked(ReadNew.class)) {
                world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(10, 10, List.of())));
            }
            isRead |= world.isAsked(ReadDue.class)
                    && world.request(ReadDue.class).cursors().getFirst().due() == beyond;
            world.readNothing();
        }
        assertTrue(isRead);
    }

    @Test
    void those_within_stay_while_none_is_beyond() {
        leaveOut(TRIED + TimerOptions.LEFT_OUT_MAX);
        assertEquals(
                0, world.registry.get("carillon.left.out.unnamed").counter().count());
        world.owner.handlerUp("another");
        assertFalse(world.isAsked(ReadDue.class), "nothing of it calls that one");
    }

    @Test
    void so_many_beginnings_are_kept_whatever_comes() {
        LeftOut leftOut = new LeftOut();
        for (int i = 0; i < 2 * TimerOptions.LEFT_OUT_MAX; i++) {
            assertEquals(i < TimerOptions.LEFT_OUT_MAX, leftOut.add("h" + i, task(i)));
        }
        assertEquals(TimerOptions.LEFT_OUT_MAX, leftOut.handlers().size());
        assertEquals(task(0).due(), leftOut.from());
        assertTrue(leftOut.add("h0", task(0)), "it is known already");
    }

    private void leaveOut(int count) {
        for (int i = 0; i < count; i++) {
            world.owner.arm(List.of(task(i)), null);
            world.passAndTurn(1);
            for (Order order : List.copyOf(world.orders)) {
                world.result(order, new NoHandler());
            }
            world.orders.clear();
        }
        assertEquals(TRIED, world.owner.entries());
    }

    /** The only one that calls its handler. */
    private Pending task(int number) {
        long due = first - 1_000 + number;
        String name = "h" + number;
        return world.pending(name, Definition.of(new Trigger.At(due), new Action.Handler(name)), due);
    }
}
