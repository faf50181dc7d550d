package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Pending;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Change;
import carillon.message.TaskChange.Pause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 4 and 5 at once: changes that were asked for before their shard was to change hands. */
class HandOverBesideChangeTest {

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void a_hand_over_waits_for_the_change_of_a_running_task_and_for_the_outcome_that_waited_for_it() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task), null);
        world.owner.apply(new Pause("a"), 0, Reply.ignored());
        world.renewBesideABetterHolder();
        world.answerWithdrawal(List.of(task.occurrence()));
        world.answerWithdrawal(List.of(task.occurrence()));
        assertFalse(world.isAsked(Cede.class), "a change is to be written");
        world.result(world.onlyOrder(), new Succeeded());
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        assertFalse(world.isAsked(Cede.class), "an outcome is to be written");
        world.settle(true);
        assertTrue(world.isAsked(Cede.class), "nothing is under way any more");
    }

    @Test
    void a_change_that_waits_for_another_is_turned_away_when_its_shard_begins_to_change_hands() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task), null);
        List<FailureCode> refused = new ArrayList<>();
        world.owner.apply(new Pause("a"), 0, Reply.ignored());
        world.owner.apply(new Pause("a"), 0, new Reply<>() {
            @Override
            public void answered(Changed answer) {
                throw new AssertionError("made by an owner that is about to lose the shard");
            }

            @Override
            public void failed(BusFailure failure) {
                refused.add(failure.code());
            }
        });
        world.renewBesideABetterHolder();
        assertEquals(List.of(FailureCode.NOT_OWNER), refused);
    }
}
