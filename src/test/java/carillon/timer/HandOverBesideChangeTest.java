package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.FailureCode;
import carillon.lease.Holding;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Pending;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Ceded;
import carillon.message.StoreMessage.Change;
import carillon.message.TaskChange.Pause;
import carillon.message.TimerMessage.Unread;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 4 and 5 at once: changes that were asked for before their shard was to change hands. */
class HandOverBesideChangeTest {

    private final ManualWorld world = ManualWorld.owning();
    private final Pending task = world.oneShot("a", 0);

    @Test
    void a_hand_over_waits_for_the_change_of_a_running_task_and_for_the_outcome_that_waited_for_it() {
        pauseWhileRunning();
        beginHandOver();
        assertFalse(world.isAsked(Cede.class), "a change is to be written");
        world.result(world.onlyOrder(), new Succeeded());
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        assertFalse(world.isAsked(Cede.class), "an outcome is to be written");
        world.settle(true);
        assertTrue(world.isAsked(Cede.class), "nothing is under way any more");
    }

    @Test
    void a_shard_is_handed_over_behind_the_pause_of_a_running_task_so_that_the_next_owner_knows_of_both() {
        pauseWhileRunning();
        beginHandOver();
        world.owner.turn();
        assertFalse(world.isAsked(Cede.class), "the database may have it paused, and then nobody reads it");
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        world.owner.turn();
        Cede cede = world.request(Cede.class);
        world.answer(Cede.class, new Ceded(List.of(new Holding(0, cede.to(), 2))));
        Unread unread = world.slices.getFirst().inFlight().getFirst().unread();
        assertTrue(unread != null && unread.paused());
    }

    @Test
    void a_change_that_waits_for_another_is_turned_away_when_its_shard_begins_to_change_hands() {
        Refusals refusals = new Refusals();
        pauseWhileRunning();
        world.owner.apply(new Pause("a"), 0, refusals);
        world.renewBesideABetterHolder();
        assertEquals(List.of(FailureCode.NOT_OWNER), refusals.codes);
    }

    private void pauseWhileRunning() {
        world.owner.arm(List.of(task), null);
        world.owner.apply(new Pause("a"), 0, Reply.ignored());
    }

    /** Those who are asked to take the order back say that its attempt began. */
    private void beginHandOver() {
        world.renewBesideABetterHolder();
        world.answerWithdrawal(List.of(task.occurrence()));
        world.answerWithdrawal(List.of(task.occurrence()));
    }
}
