package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.DeliveryMessage.Order;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange.Revive;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerReviveTest {

    private final ManualWorld world = ManualWorld.owning();
    private final List<Changed> answers = new ArrayList<>();

    @Test
    void what_was_revived_fires_at_once_under_numbers_that_go_on() {
        revive("a");
        Pending one = world.revived("a", world.oneShot("a", 0).definition(), ManualWorld.START - 5, 3);
        Pending other = world.revived("a", one.definition(), ManualWorld.START - 4, 7);
        world.answer(Change.class, new Changed(Status.PARTLY, null, List.of(one, other)));
        world.passAndTurn(0);
        assertEquals(
                List.of(4, 8),
                world.orders.stream().map(Order::attempt).sorted().toList());
        assertEquals(Status.PARTLY, answers.getFirst().status());
    }

    @Test
    void what_runs_of_the_task_goes_on_meanwhile() {
        Pending running = world.oneShot("a", 0);
        world.owner.arm(List.of(running), null);
        world.passAndTurn(0);
        revive("a");
        assertFalse(world.isWithdrawn());
        world.answer(Change.class, new Changed(Status.NOT_NOW, null, List.of()));
        world.result(world.onlyOrder(), new Succeeded());
        assertEquals(
                new Occurrence("a", running.scheduledFor()),
                world.request(Settle.class).settlements().getFirst().occurrence());
    }

    @Test
    void an_outcome_that_is_being_written_comes_first() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.passAndTurn(0);
        world.result(world.onlyOrder(), new Succeeded());
        revive("a");
        assertFalse(world.isAsked(Change.class));
        world.settle(true);
        assertTrue(world.isAsked(Change.class));
    }

    private void revive(String id) {
        world.owner.apply(new Revive(id, null, null), 0, new Reply<>() {
            @Override
            public void answered(Changed answer) {
                answers.add(answer);
            }

            @Override
            public void failed(BusFailure failure) {
                throw new AssertionError(failure);
            }
        });
    }
}
