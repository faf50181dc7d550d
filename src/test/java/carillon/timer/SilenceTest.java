package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.lease.Holding;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Pending;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange.Cancel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A delivery instance that is not heard of for a while. */
class SilenceTest {

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void the_attempts_of_a_delivery_that_fell_silent_count_as_failed() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        assertEquals(1, world.orders.size());
        fallSilent();
        world.owner.turn();
        assertEquals(
                1,
                world.request(Settle.class).settlements().getFirst().attempt().number());
    }

    @Test
    void a_delivery_that_comes_back_gets_no_more_orders_than_before() {
        world.owner.arm(List.of(world.oneShot("changing", 0)), null);
        world.owner.apply(new Cancel("changing"), 0, Reply.ignored());
        world.answerWithdrawal(List.of(world.onlyOrder().occurrence()));
        assertEquals(new Cancel("changing"), world.request(Change.class).change());
        fallSilent();
        world.present();
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        world.orders.clear();

        world.owner.arm(due(2 * ManualWorld.WINDOW), null);
        world.passAndTurn(1);

        assertEquals(ManualWorld.WINDOW, world.orders.size());
    }

    @Test
    void a_silent_delivery_gets_nothing_until_it_is_heard_of() {
        world.owner.arm(List.of(world.oneShot("changing", 0)), null);
        world.owner.apply(new Cancel("changing"), 0, Reply.ignored());
        world.answerWithdrawal(List.of(world.onlyOrder().occurrence()));
        world.orders.clear();
        fallSilent();
        world.owner.arm(due(1), null);
        world.passAndTurn(1);
        assertEquals(List.of(), world.orders);
        world.present();
        assertEquals("0", world.onlyOrder().occurrence().id());
    }

    private List<Pending> due(int count) {
        List<Pending> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(world.oneShot(Integer.toString(i), 0));
        }
        return tasks;
    }

    /** Lets the owner live on while the delivery says nothing. */
    private void fallSilent() {
        for (long passed = 0; passed <= TimerOptions.DELIVERY_SILENCE_MILLIS; passed += 1_000) {
            world.pass(1_000);
            world.owner.renew();
            world.answer(Renew.class, world.renewed(true, new Holding(0, world.owner.holder(), 1)));
        }
    }
}
