package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Pending;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Resume;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 4 and 5 at once: changes that were asked for before their shard was to change hands. */
class HandOverBesideChangeTest {

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void a_result_that_was_kept_while_a_hand_over_fails_waits_for_a_change_that_began_meanwhile() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task));
        world.owner.apply(new Pause("a"), 0, Reply.ignored());
        world.owner.apply(new Resume("a"), 0, Reply.ignored());
        world.renewBesideABetterHolder();
        world.answerWithdrawal(List.of(task.occurrence()));
        world.answerWithdrawal(List.of(task.occurrence()));
        world.owner.turn();
        world.result(world.onlyOrder(), new Succeeded());
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        assertTrue(world.isAsked(Change.class), "the second change has begun");

        world.fail(Cede.class);
        world.owner.turn();
        world.answer(Reclaim.class, world.claimed(2, true));
        world.owner.turn();
        assertFalse(world.isAsked(Settle.class), "the change comes first");
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        world.owner.turn();
        assertTrue(world.isAsked(Settle.class), "the outcome is recorded behind it");
    }
}
