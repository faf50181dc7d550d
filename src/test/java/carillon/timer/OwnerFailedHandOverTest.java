package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.lease.Holding;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Claimed;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Settle;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rule 11: the database did not answer whether a shard changed hands. */
class OwnerFailedHandOverTest {

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void after_a_hand_over_that_failed_all_that_is_due_is_attempted_once_the_shard_is_known_to_be_ours() {
        failingHandOver();
        assertEquals(1, world.orders.size(), "the successor may fire it");
        world.answer(Reclaim.class, world.claimed(2, true));
        world.passAndTurn(1);
        assertEquals(
                Set.of("taken-back", "came-due"),
                world.orders.stream()
                        .skip(1)
                        .map(order -> order.occurrence().id())
                        .collect(Collectors.toSet()));
    }

    @Test
    void after_a_hand_over_of_unknown_outcome_nothing_is_fired_that_the_successor_has() {
        failingHandOver();
        world.answer(Reclaim.class, new Claimed(List.of()));
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, "other", 2)));
        world.passAndTurn(2_000);
        assertEquals(1, world.orders.size());
        assertEquals(0, world.owner.entries());
    }

    @Test
    void what_is_taken_back_after_its_hand_over_failed_is_attempted_again() {
        world.owner.arm(List.of(world.oneShot("settling", 0), world.oneShot("waiting", 0)), null);
        world.result(world.orders.getFirst(), new Succeeded());
        world.renewBesideABetterHolder();
        world.fail(Settle.class);
        world.owner.turn();
        world.answerWithdrawal(List.of());
        world.passAndTurn(TimerOptions.REFUSED_MILLIS);
        assertEquals(3, world.orders.size());
    }

    private void failingHandOver() {
        world.owner.arm(List.of(world.oneShot("taken-back", 0), world.oneShot("came-due", 100)), null);
        world.renewBesideABetterHolder();
        world.answerWithdrawal(List.of());
        world.passAndTurn(200);
        assertEquals(1, world.orders.size());
        world.fail(Cede.class);
        world.passAndTurn(1);
    }
}
