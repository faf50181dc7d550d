package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Pending;
import carillon.message.QueueState;
import carillon.message.StoreMessage.QueueWritten;
import carillon.message.StoreMessage.QueuesRead;
import carillon.message.StoreMessage.ReadQueues;
import carillon.message.StoreMessage.WriteQueue;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.QueueSettings;
import carillon.task.Queued;
import carillon.task.Trigger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is on record of a limited queue before an attempt begins. */
class LongestTimeoutsTest {

    private static final long LONG = 60_000;

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void an_attempt_begins_when_it_is_on_record_how_long_it_may_run() {
        beDue();
        assertEquals(LONG, world.request(WriteQueue.class).queue().longestMillis());
        assertEquals(List.of(), world.orders);
        world.answer(WriteQueue.class, new QueueWritten(true));
        assertEquals(1, world.orders.size());
    }

    @Test
    void what_is_refused_because_the_shard_is_anothers_is_not_written_again_at_once() {
        beDue();
        world.answer(WriteQueue.class, new QueueWritten(false));
        assertFalse(world.isAsked(WriteQueue.class));
        world.passAndTurn(TimerOptions.LOOK_AGAIN_MILLIS);
        assertTrue(world.isAsked(WriteQueue.class));
    }

    private void beDue() {
        QueueSettings one = new QueueSettings(1, null, null, null);
        world.answer(ReadQueues.class, new QueuesRead(List.of(QueueState.of("q").withSettings(one))));
        Pending task = world.oneShot("a", 0);
        Definition queued = Definition.of(new Trigger.At(task.due()), new Action.Handler("work"))
                .withQueue(new Queued("q", true, false))
                .withTimeout(LONG);
        world.owner.arm(List.of(world.pending("a", queued, task.due())), null);
    }
}
