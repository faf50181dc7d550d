package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Holding;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Pending;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Ceded;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Settle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shards that the database gives to nobody, because whoever was to have them is gone, or because they are not ours. */
class HandOverRefusedTest {

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void a_shard_that_its_successor_could_not_be_given_stays_with_all_that_runs_and_is_due() {
        world.owner.arm(List.of(world.oneShot("ends", 0), world.oneShot("came-due", 100)), null);
        world.renewBesideABetterHolder();
        world.answerWithdrawal(List.of(world.onlyOrder().occurrence()));
        world.passAndTurn(200);
        world.result(world.onlyOrder(), new Succeeded());
        world.answer(Cede.class, new Ceded(List.of()));
        world.passAndTurn(1);
        assertEquals(List.of(), world.slices, "there is nothing to tell");
        assertEquals(1, world.request(Settle.class).settlements().getFirst().term());
        assertEquals("came-due", world.orders.getLast().occurrence().id());
        world.renewBesideABetterHolder();
        world.answerWithdrawal(List.of());
        world.settle(true);
        world.owner.turn();
        assertTrue(world.isAsked(Cede.class), "another board may name one that lives");
    }

    @Test
    void a_shard_that_was_lost_while_it_was_to_change_hands_does_not_come_back() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task), null);
        world.renewBesideABetterHolder();
        world.answerWithdrawal(List.of(task.occurrence()));
        world.owner.turn();
        world.owner.renew();
        world.answer(Renew.class, world.renewed(false, new Holding(0, "other", 2)));
        world.answer(Cede.class, new Ceded(List.of()));
        world.passAndTurn(1);
        assertEquals(List.of(), world.slices);
        assertEquals(List.of(), world.owner.unquiet());
    }
}
