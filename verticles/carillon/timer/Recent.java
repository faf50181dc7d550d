package carillon.timer;

import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was settled and changed here lately, against pages and messages that are older: remembered until no read and no
 * message can bring the state before it any more.
 */
final class Recent {

    /** Settled, and inserted behind {@link #seen}: a message may still come, and the next safety read names them. */
    private final Map<Occurrence, Long> settled = new HashMap<>();
    /** Changed since the last safety read began, and before it: messages of their creation may still come. */
    private final Set<String> changed = new HashSet<>();

    private final Set<String> changedBefore = new HashSet<>();
    /** Changed before the safety read whose point is the next to be seen: {@link Missing} looks for something again. */
    private final Set<String> changedLongBefore = new HashSet<>();

    private Meanwhile meanwhile = new Meanwhile();
    private ReadPoint seen = ReadPoint.START;
    private boolean reading;

    /** What was settled or changed while a page was read. */
    static final class Meanwhile {
        private final Map<Occurrence, Long> settled = new HashMap<>();
        private final Set<String> changed = new HashSet<>();

        /** Whether the very row was settled that a page brings; beside schedules names tell. */
        boolean settledOf(Pending pending) {
            Long transaction = settled.get(pending.occurrence());
            return transaction != null && (pending.extra() || transaction == pending.transaction());
        }

        /** Whether what a page brings may be older than what is in the database by now. */
        boolean outdates(Pending pending) {
            return changed.contains(pending.id()) || settled.containsKey(pending.occurrence());
        }
    }

    /** The point up to which everything that became visible is known. */
    ReadPoint seen() {
        return seen;
    }

    /** How many settled occurrences and changed tasks are remembered. */
    int size() {
        return settled.size() + changed.size() + changedBefore.size() + changedLongBefore.size();
    }

    boolean isReading() {
        return reading;
    }

    void settled(Entry entry) {
        // Of a fresh shard not everything is known that is seen.
        if (entry.shard.fresh || !seen.covers(entry.pending.transaction())) {
            settled.put(entry.occurrence(), entry.pending.transaction());
        }
        if (reading) {
            meanwhile.settled.put(entry.occurrence(), entry.pending.transaction());
        }
    }

    void changed(String id) {
        changed.add(id);
        if (reading) {
            meanwhile.changed.add(id);
        }
    }

    void readBegins() {
        reading = true;
    }

    /** What to hold against the page that was read. */
    Meanwhile readEnds() {
        reading = false;
        Meanwhile ended = meanwhile;
        meanwhile = new Meanwhile();
        return ended;
    }

    void safetyReadBegins() {
        changedBefore.addAll(changed);
        changed.clear();
    }

    /** Everything up to a point is known. */
    void seenUntil(ReadPoint point) {
        seen = point;
        settled.values().removeIf(point::covers);
    }

    /**
     * A safety read of all shards has ended.
     *
     * @param all whether everything is known that it named, so that its point is the one that is seen now
     */
    void safetyReadEnds(boolean all) {
        changedLongBefore.clear();
        if (!all) {
            changedLongBefore.addAll(changedBefore);
        }
        changedBefore.clear();
    }

    /** Whether the very row that a message brings was settled lately, not an older one of its name. */
    boolean settledOf(Pending pending) {
        Long transaction = settled.get(pending.occurrence());
        return transaction != null && transaction == pending.transaction();
    }

    /** Whether a message brings what was settled or changed since it was sent. */
    boolean outdatesMessage(Pending pending) {
        return settled.containsKey(pending.occurrence()) || outdatesByChange(pending);
    }

    /** Whether a message brings what was changed since it was sent, or what somebody tried to change. */
    boolean outdatesByChange(Pending pending) {
        String id = pending.id();
        return changed.contains(id) || changedBefore.contains(id) || changedLongBefore.contains(id);
    }

    /** Whether a safety read names what was settled here. */
    boolean knows(Occurrence occurrence, long transaction) {
        return isOf(settled.get(occurrence), transaction) || isOf(meanwhile.settled.get(occurrence), transaction);
    }

    private static boolean isOf(@Nullable Long settled, long transaction) {
        return settled != null && (transaction == 0 || settled == transaction);
    }
}
