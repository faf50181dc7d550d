package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Pending;
import carillon.message.StoreMessage.Change;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Purge;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A change is asked of the shard of the id first, while a task in a queue is in another shard of the same owner. */
class ChangeElsewhereTest {

    private static final long SOON = 1_000;

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void a_task_fires_although_a_change_of_it_failed_that_another_shard_was_asked_for() {
        for (TaskChange change : List.of(new Cancel("a"), new Purge("a"))) {
            new ChangeElsewhereTest().failsAndTheTaskFires(change);
        }
    }

    @Test
    void nothing_is_taken_off_the_wheel_for_a_change_that_another_shard_was_asked_for() {
        Pending task = armedInTheSecond(0);
        world.owner.apply(new Cancel("a"), 0, Reply.ignored());
        assertFalse(world.isWithdrawn());
        assertTrue(world.isAsked(Change.class), "the database says where it is");
        world.passAndTurn(10);
        assertEquals(task.occurrence(), world.onlyOrder().occurrence());
    }

    @Test
    void the_shard_of_the_task_carries_the_change_out_when_it_is_asked() {
        armedInTheSecond(SOON);
        world.owner.apply(new Cancel("a"), 0, Reply.ignored());
        world.answer(Change.class, new Changed(Status.ELSEWHERE, null, List.of()));
        world.owner.apply(new Cancel("a"), 1, Reply.ignored());
        assertEquals(1, world.request(Change.class).shard());
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        world.passAndTurn(SOON);
        assertEquals(List.of(), world.orders);
    }

    private void failsAndTheTaskFires(TaskChange change) {
        Pending task = armedInTheSecond(SOON);
        world.owner.apply(change, 0, Reply.ignored());
        world.fail(Change.class);
        world.passAndTurn(SOON);
        assertEquals(task.occurrence(), world.onlyOrder().occurrence());
        world.result(world.onlyOrder(), new Succeeded());
        assertEquals(1, world.settle(true).settlements().size());
    }

    private Pending armedInTheSecond(long inMillis) {
        world.gainSecond();
        Pending first = world.oneShot("a", inMillis);
        Pending task =
                new Pending("a", 1, 1, first.definition(), 0, first.due(), first.due(), 0, false, first.transaction());
        world.owner.arm(List.of(task), null);
        return task;
    }
}
