package carillon.timer;

import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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
    /** Settled or changed while the page that is under way was read. */
    private final Set<Occurrence> settledMeanwhile = new HashSet<>();

    private final Set<String> changedMeanwhile = new HashSet<>();
    private ReadPoint seen = ReadPoint.START;
    private boolean reading;

    /** The point up to which everything that became visible is known. */
    ReadPoint seen() {
        return seen;
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
            settledMeanwhile.add(entry.occurrence());
        }
    }

    void changed(String id) {
        changed.add(id);
        if (reading) {
            changedMeanwhile.add(id);
        }
    }

    void readBegins() {
        reading = true;
    }

    void readEnds() {
        reading = false;
        settledMeanwhile.clear();
        changedMeanwhile.clear();
    }

    void safetyReadBegins() {
        changedBefore.addAll(changed);
        changed.clear();
    }

    /** A safety read of all shards has seen everything up to a point. */
    void seenUntil(ReadPoint point) {
        seen = point;
        settled.values().removeIf(point::covers);
        changedBefore.clear();
    }

    /** Whether a message brings what was settled or changed since it was sent. */
    boolean outdatesMessage(Pending pending) {
        return settled.containsKey(pending.occurrence()) || outdatesByChange(pending);
    }

    /** Whether a message brings what was changed since it was sent, or what somebody tried to change. */
    boolean outdatesByChange(Pending pending) {
        return changed.contains(pending.id()) || changedBefore.contains(pending.id());
    }

    /** Whether an occurrence was settled since the page under way was read. */
    boolean settledMeanwhile(Occurrence occurrence) {
        return settledMeanwhile.contains(occurrence);
    }

    /** Whether a task was changed since the page under way was read. */
    boolean changedMeanwhile(String id) {
        return changedMeanwhile.contains(id);
    }

    /** Whether a safety read names what was settled here. */
    boolean knows(Occurrence occurrence) {
        return settled.containsKey(occurrence) || settledMeanwhile.contains(occurrence);
    }
}
