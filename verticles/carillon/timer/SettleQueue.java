package carillon.timer;

import carillon.timer.Entry.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Outcomes that wait to be written. Those of doubtful shards are kept apart until nothing old can land there any more,
 * so that no turn passes over them.
 */
final class SettleQueue {

    private final Deque<Settler.Job> ready = new ArrayDeque<>();
    private final Map<OwnedShard, Deque<Settler.Job>> held = new LinkedHashMap<>();

    void add(Settler.Job job) {
        ready.add(job);
    }

    /** Puts a job before all others that can be written. */
    void addFirst(Settler.Job job) {
        ready.addFirst(job);
    }

    /** How many wait, held back or not. */
    int waiting() {
        int waiting = ready.size();
        for (Deque<Settler.Job> jobs : held.values()) {
            waiting += jobs.size();
        }
        return waiting;
    }

    /** How many wait that are not known to be held back. */
    int size() {
        return ready.size();
    }

    /** Gives back what was held of shards that are doubtful no more. */
    void release() {
        held.values().removeIf(this::giveBack);
    }

    /** Takes what can be written now; what belongs to a doubtful shard is held, what is not ours any more goes. */
    List<Settler.Job> nextBatch() {
        List<Settler.Job> batch = new ArrayList<>();
        while (batch.size() < TimerOptions.SETTLE_MAX && !ready.isEmpty()) {
            Settler.Job job = ready.remove();
            if (job.entry.state != State.SETTLING) {
                continue;
            }
            OwnedShard shard = job.entry.shard;
            if (shard.doubtful) {
                held.computeIfAbsent(shard, first -> new ArrayDeque<>()).add(job);
            } else {
                batch.add(job);
            }
        }
        return batch;
    }

    /**
     * Whether what was held of one shard can go on. Its entries all stay there, all come to the next owned shard of the
     * same number, or are all dropped: the first that is not dropped speaks for all.
     */
    private boolean giveBack(Deque<Settler.Job> jobs) {
        while (!jobs.isEmpty() && jobs.element().entry.state != State.SETTLING) {
            jobs.remove();
        }
        boolean free = jobs.isEmpty() || !jobs.element().entry.shard.doubtful;
        if (free) {
            ready.addAll(jobs);
        }
        return free;
    }
}
