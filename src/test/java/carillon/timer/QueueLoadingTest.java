package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.lease.Holding;
import carillon.message.Inheritance;
import carillon.message.QueueState;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.QueuesRead;
import carillon.message.StoreMessage.ReadQueues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueLoadingTest {

    private static final int SHARDS = 4;

    private final ManualWorld world = new ManualWorld();
    private final Map<Integer, OwnedShard> owned = new HashMap<>();
    private final QueueLoading loading = new QueueLoading(new Time(world.time), world, owned);

    @Test
    void shards_that_are_gained_at_once_get_a_gate_each_for_the_queues_that_are_their_own() {
        loading.begin(SHARDS);
        for (int i = 0; i < SHARDS; i++) {
            owned.put(i, shard(i));
        }
        List<QueueState> set = IntStream.range(0, 20)
                .mapToObj(i -> QueueState.of("queue-" + i).withPaused(true))
                .toList();

        loading.load();
        world.answer(ReadQueues.class, new QueuesRead(set));

        int gates = 0;
        for (OwnedShard shard : owned.values()) {
            for (QueueGate gate : shard.queues.gates()) {
                assertEquals(loading.shardOf(gate.name), shard.number);
                gates++;
            }
        }
        assertEquals(set.size(), gates);
    }

    private static OwnedShard shard(int number) {
        return new OwnedShard(new Inheritance(new Holding(number, "me", 1), 0, ReadPoint.START, true), 0, 0);
    }
}
