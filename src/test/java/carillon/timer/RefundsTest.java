package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.NoHandler;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Charged;
import carillon.message.DeliveryMessage.Order;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Charge;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Settle;
import carillon.message.StoreMessage.Settled;
import carillon.message.TaskChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an owner may have died of has its attempt written down first; waiting for a handler uses up none of them. */
class RefundsTest {

    private static final int ROOM = 8;
    /** So many of a handler stay in so little room. */
    private static final int TRIED = 2;

    private final ManualWorld world = ManualWorld.owningAfterACrash(ROOM);

    @Test
    void the_number_of_an_attempt_that_found_no_handler_is_given_back() {
        findNobody(1);

        Charged back = world.request(Charge.class).charges().getFirst();
        assertTrue(back.unmade());
        assertEquals(1, back.attempt());
    }

    @Test
    void it_is_written_down_again_before_the_next_try() {
        findNobody(1);
        assertEquals(List.of(), triedAfter(TimerOptions.ABSENT_MILLIS_MAX), "while that is not known");
        write(true);

        assertEquals(List.of(), triedAfter(TimerOptions.ABSENT_MILLIS_MIN));
        assertEquals(new Charged(0, 1, occurrence(), false, 1, false), chargeOf());
        write(true);
        assertEquals(1, triedAfter(1).getFirst().attempt());
    }

    @Test
    void one_whose_answer_is_not_known_is_given_back_under_the_next_term() {
        findNobody(1);
        world.fail(Charge.class);
        world.owner.turn();
        assertFalse(world.isAsked(Charge.class), "the first one may still land");

        world.answer(Reclaim.class, world.claimed(2, false));
        world.owner.turn();
        assertEquals(new Charged(0, 2, occurrence(), false, 1, true), chargeOf());
    }

    @Test
    void one_that_was_overtaken_by_a_rise_of_the_term_is_given_back_under_that() {
        findNobody(1);
        world.owner.arm(List.of(world.oneShot("other", 0)), null);
        Order order = triedAfter(1).getFirst();
        world.result(order, new Succeeded());
        world.owner.turn();
        world.fail(Settle.class);
        world.owner.turn();
        world.answer(Reclaim.class, world.claimed(2, false));

        write(false);
        world.owner.turn();
        assertEquals(new Charged(0, 2, occurrence(), false, 1, true), chargeOf());
    }

    @Test
    void what_was_given_back_may_be_left_out_like_anything_else() {
        findNobody(2 * TRIED);
        assertEquals(2 * TRIED, world.owner.entries());
        while (world.isAsked(Charge.class)) {
            write(true);
        }
        assertEquals(TRIED, world.owner.entries());
    }

    @Test
    void nothing_is_given_back_of_a_task_that_was_cancelled_meanwhile() {
        findNobody(1);
        world.owner.apply(new TaskChange.Cancel("suspect0"), 0, Reply.ignored());
        write(true);
        world.owner.turn();
        assertTrue(world.isAsked(Change.class));
        assertFalse(world.isAsked(Charge.class));
    }

    /** Tries so many that nobody is there for. */
    private void findNobody(int count) {
        List<Pending> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(world.oneShot("suspect" + i, -1));
        }
        world.owner.arm(tasks, null);
        world.passAndTurn(1);
        write(true);
        List<Order> orders = triedAfter(1);
        assertEquals(count, orders.size());
        orders.forEach(order -> world.result(order, new NoHandler()));
        world.owner.turn();
    }

    private List<Order> triedAfter(long millis) {
        world.pass(millis + 1);
        world.renew(1);
        world.owner.turn();
        List<Order> orders = List.copyOf(world.orders);
        world.orders.clear();
        return orders;
    }

    private void write(boolean landed) {
        int count = world.request(Charge.class).charges().size();
        world.answer(Charge.class, new Settled(Collections.nCopies(count, landed)));
    }

    private static Occurrence occurrence() {
        return new Occurrence("suspect0", ManualWorld.START - 1);
    }

    private Charged chargeOf() {
        return world.request(Charge.class).charges().getFirst();
    }
}
