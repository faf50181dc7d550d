package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.lease.Holding;
import carillon.message.Inheritance;
import carillon.message.ReadPoint;
import carillon.message.Settlement.Again;
import carillon.timer.Entry.State;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettleQueueTest {

    private final ManualWorld world = ManualWorld.owning();
    private final SettleQueue queue = new SettleQueue();
    private final OwnedShard sure = shard(0);
    private final OwnedShard doubtful = shard(1);

    @Test
    void what_a_doubtful_shard_holds_back_is_passed_over_once_and_comes_when_the_doubt_ends() {
        doubtful.doubtful = true;
        Settler.Job first = add("first", doubtful);
        Settler.Job beside = add("beside", sure);
        Settler.Job second = add("second", doubtful);
        assertEquals(List.of(beside), queue.nextBatch());
        queue.release();
        assertEquals(0, queue.size());
        assertEquals(2, queue.waiting());
        doubtful.doubtful = false;
        queue.release();
        assertEquals(2, queue.size());
        assertEquals(List.of(first, second), queue.nextBatch());
    }

    @Test
    void what_is_held_back_follows_its_entries_to_the_next_owned_shard_of_that_number() {
        doubtful.doubtful = true;
        Settler.Job job = add("moves", doubtful);
        assertEquals(List.of(), queue.nextBatch());
        job.entry.shard = shard(1);
        queue.release();
        assertEquals(List.of(job), queue.nextBatch());
    }

    @Test
    void what_is_dropped_is_not_written_and_holds_nothing_back() {
        doubtful.doubtful = true;
        Settler.Job dropped = add("dropped", doubtful);
        Settler.Job kept = add("kept", doubtful);
        assertEquals(List.of(), queue.nextBatch());
        dropped.entry.state = State.GONE;
        doubtful.doubtful = false;
        queue.release();
        assertEquals(List.of(kept), queue.nextBatch());
    }

    private Settler.Job add(String id, OwnedShard shard) {
        Entry entry = new Entry(world.oneShot(id, 0), shard);
        entry.state = State.SETTLING;
        Settler.Job job = new Settler.Job(entry, new Again(0), null, null);
        queue.add(job);
        return job;
    }

    private static OwnedShard shard(int number) {
        return new OwnedShard(new Inheritance(new Holding(number, "me", 1), 0, ReadPoint.START, true), 0, 0);
    }
}
