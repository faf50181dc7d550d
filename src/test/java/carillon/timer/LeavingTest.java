package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import carillon.message.AttemptResult.NotStarted;
import carillon.message.DeliveryMessage;
import carillon.message.DeliveryMessage.Deliver;
import carillon.message.DeliveryMessage.Order;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange.Cancel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A delivery that stops, or is not there any more, costs nothing its attempt. */
class LeavingTest {

    private static final String OTHER = DeliveryMessage.addressIn("other", "1");

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void an_order_that_found_nobody_is_given_to_another_delivery_as_the_same_attempt() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        Order lost = world.onlyOrder();
        world.present(OTHER, false);

        world.foundNobody.remove().run();
        world.passAndTurn(TimerOptions.REFUSED_MILLIS);

        assertEquals(List.of(lost, lost), world.orders);
        assertFalse(world.isAsked(Settle.class), "no attempt was made");
        world.owner.arm(List.of(world.oneShot("b", 0)), null);
        world.passAndTurn(0);
        assertEquals(List.of(ManualWorld.DELIVERY, OTHER, OTHER), world.receivers);
    }

    @Test
    void that_an_order_found_nobody_says_nothing_of_the_next_one() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.result(world.onlyOrder(), new NotStarted("busy"));
        world.passAndTurn(TimerOptions.REFUSED_MILLIS);
        assertEquals(2, world.orders.size());

        world.foundNobody.remove().run();
        world.present();
        world.passAndTurn(10 * TimerOptions.REFUSED_MILLIS);

        assertEquals(2, world.orders.size(), "the second one is out");
    }

    @Test
    void that_an_order_found_nobody_waits_for_a_change_of_its_task_that_is_being_written() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.owner.apply(new Cancel("a"), 0, Reply.ignored());
        world.answerWithdrawal(List.of(world.onlyOrder().occurrence()));

        world.foundNobody.remove().run();
        world.present();
        world.passAndTurn(10 * TimerOptions.REFUSED_MILLIS);

        assertEquals(1, world.orders.size());
    }

    @Test
    void what_a_delivery_refuses_because_it_stops_goes_to_another_and_so_does_all_that_follows() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.present(OTHER, false);
        world.result(world.onlyOrder(), new NotStarted(NotStarted.STOPPING));
        world.passAndTurn(TimerOptions.REFUSED_MILLIS);
        world.owner.arm(List.of(world.oneShot("b", 0)), null);
        world.passAndTurn(0);
        assertEquals(List.of(ManualWorld.DELIVERY, OTHER, OTHER), world.receivers);
    }

    @Test
    void what_is_due_waits_while_the_only_delivery_leaves_and_goes_to_the_next() {
        world.present(ManualWorld.DELIVERY, true);
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        assertEquals(List.of(), world.orders);
        world.present(OTHER, false);
        assertEquals(List.of(OTHER), world.receivers);
    }

    @Test
    void a_delivery_of_a_member_that_is_gone_gets_nothing_more() {
        world.present(OTHER, false);
        world.present(ManualWorld.DELIVERY, true);
        world.owner.memberGone("other");
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        assertEquals(List.of(), world.orders);
    }

    @Test
    void one_that_leaves_is_answered_behind_what_it_was_given_before() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.present(ManualWorld.DELIVERY, true);
        assertEquals(
                List.of(DeliveryMessage.Credit.class, Deliver.class, DeliveryMessage.Credit.class),
                world.told.stream().map(Object::getClass).toList());
    }
}
