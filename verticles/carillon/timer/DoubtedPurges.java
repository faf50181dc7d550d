package carillon.timer;

import carillon.bus.BusFailure;
import carillon.message.StoreMessage.Find;
import carillon.message.StoreMessage.Found;
import carillon.message.TaskView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Purges of unknown outcome. Once nothing old can land any more the database is asked what is there; until that is
 * known their jobs are under way, so that nothing of their tasks is attempted or written.
 */
final class DoubtedPurges {

    private final Ports ports;
    private final BiConsumer<ChangeJob, @Nullable TaskView> onFound;
    private final Set<ChangeJob> waiting = new HashSet<>();
    private final Set<ChangeJob> asked = new HashSet<>();

    /** @param onFound takes a job whose outcome can be known, and the task that is there, or null */
    DoubtedPurges(Ports ports, BiConsumer<ChangeJob, @Nullable TaskView> onFound) {
        this.ports = ports;
        this.onFound = onFound;
    }

    void add(ChangeJob job) {
        waiting.add(job);
    }

    /** Asks about those whose shards have a new term. */
    void proceed() {
        for (ChangeJob job : List.copyOf(waiting)) {
            if (!job.shard.doubtful) {
                waiting.remove(job);
                asked.add(job);
                ask(job);
            }
        }
    }

    /** Takes those of a shard out: whoever has it next cannot be told of them. */
    List<ChangeJob> take(OwnedShard shard) {
        List<ChangeJob> taken = Stream.concat(waiting.stream(), asked.stream())
                .filter(job -> job.shard == shard)
                .toList();
        taken.forEach(waiting::remove);
        taken.forEach(asked::remove);
        return taken;
    }

    private void ask(ChangeJob job) {
        ports.ask(new Find(job.change.id()), new Reply<Found>() {
            @Override
            public void answered(Found answer) {
                if (asked.remove(job)) {
                    onFound.accept(job, answer.task());
                }
            }

            @Override
            public void failed(BusFailure failure) {
                if (asked.remove(job)) {
                    waiting.add(job);
                }
            }
        });
    }
}
