package carillon.timer;

import carillon.bus.BusFailure;
import carillon.message.QueueState;
import carillon.message.StoreMessage.QueuesRead;
import carillon.message.StoreMessage.ReadQueues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what operators set of queues, for shards that are new here; each of these gets the queues that are its own. */
final class QueueLoading {

    private final Time time;
    private final Ports ports;
    private final Map<Integer, OwnedShard> owned;
    private int shardCount;

    QueueLoading(Time time, Ports ports, Map<Integer, OwnedShard> owned) {
        this.time = time;
        this.ports = ports;
        this.owned = owned;
    }

    /** Says how many shards there are. Before anything else. */
    void begin(int shards) {
        shardCount = shards;
    }

    /** The number of the shard that a queue belongs to; of none while it is not known how many there are. */
    int shardOf(String queue) {
        return shardCount == 0 ? -1 : carillon.lease.Shards.of(queue, shardCount);
    }

    /** Reads it, where there is such a shard. */
    void load() {
        List<OwnedShard> unknown = new ArrayList<>();
        for (OwnedShard shard : owned.values()) {
            if (shard.queues.mustLoad() && !shard.doubtful) {
                shard.queues.loadingBegins();
                unknown.add(shard);
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        List<Integer> numbers = unknown.stream().map(shard -> shard.number).toList();
        ports.ask(new ReadQueues(numbers), new Reply<QueuesRead>() {
            @Override
            public void answered(QueuesRead answer) {
                // A gate of a queue that is set is never idle, so one in a shard that is not its own would stay there.
                Map<Integer, List<QueueState>> byShard =
                        answer.queues().stream().collect(Collectors.groupingBy(each -> shardOf(each.name())));
                for (OwnedShard shard : unknown) {
                    shard.queues.loaded(byShard.getOrDefault(shard.number, List.of()), time.clock.nanoTime());
                }
            }

            @Override
            public void failed(BusFailure failure) {
                unknown.forEach(shard -> shard.queues.loadFailed());
            }
        });
    }
}
