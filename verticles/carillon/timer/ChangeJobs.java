package carillon.timer;

import carillon.timer.Entry.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes that were asked for and are not over, by task; those of one task are made one after the other. */
final class ChangeJobs {

    /** How many of one task may be there, with the one under way. */
    static final int WAITING_MAX = 100;

    private final Map<String, Deque<ChangeJob>> jobs = new HashMap<>();

    /**
     * Whether a task is under change, so that what is read of it may be outdated; what was asked for while its shard
     * was ours before can land no more.
     */
    boolean isChanging(String id, OwnedShard shard) {
        ChangeJob first = first(id);
        return first != null && first.shard == shard && !first.awaitsRead;
    }

    /** Leaves what was read to be read again when the change of its task is over; false if there is none under way. */
    boolean passOver(String id, OwnedShard shard, long due) {
        ChangeJob first = first(id);
        if (first == null || first.awaitsRead || first.isOfTermBefore(shard)) {
            return false;
        }
        shard.progress.passOver(due);
        first.passedOver.add(shard);
        return true;
    }

    /** Whether a change of a task is with the database, so that the outcome of an attempt has to wait. */
    boolean isSent(String id) {
        ChangeJob first = first(id);
        return first != null && first.sent;
    }

    /** Whether an entry has to wait for a change: to start, or with its outcome and so with the loss of it. */
    boolean holdBack(Entry entry) {
        ChangeJob first = first(entry.pending.id());
        return first != null && (first.isUnderWay(entry) || (first.sent && entry.state == State.IN_FLIGHT));
    }

    /** Takes those out that wait, of a shard. */
    List<ChangeJob> takeWaiting(OwnedShard shard) {
        List<ChangeJob> waiting = jobs.values().stream()
                .flatMap(Deque::stream)
                .filter(job -> !job.begun && job.shard == shard)
                .toList();
        waiting.forEach(this::remove);
        return waiting;
    }

    /** The change of a task that is under way, or is to begin next; null if there is none. */
    @Nullable
    ChangeJob first(String id) {
        Deque<ChangeJob> queue = jobs.get(id);
        return queue == null ? null : queue.getFirst();
    }

    /** Puts a change behind the others of its task; false if there are too many. */
    boolean add(ChangeJob job) {
        Deque<ChangeJob> queue = jobs.computeIfAbsent(job.change.id(), id -> new ArrayDeque<>(1));
        return queue.size() < WAITING_MAX && queue.add(job);
    }

    /** Takes a change out that is over, and has the shards read again in which something was passed over for it. */
    void remove(ChangeJob job) {
        Deque<ChangeJob> queue = jobs.get(job.change.id());
        if (queue != null && queue.remove(job) && queue.isEmpty()) {
            jobs.remove(job.change.id());
        }
        job.passedOver.forEach(shard -> shard.progress.changeEnded());
    }

    /** When the oldest change under way began, or {@link Long#MAX_VALUE}. */
    long oldestStart(OwnedShard shard) {
        long oldest = Long.MAX_VALUE;
        for (Deque<ChangeJob> queue : jobs.values()) {
            ChangeJob first = queue.getFirst();
            if (first.shard == shard) {
                oldest = Math.min(oldest, first.start);
            }
        }
        return oldest;
    }
}
