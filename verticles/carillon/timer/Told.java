package carillon.timer;

import carillon.message.Pending;
import carillon.message.Whole;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what the store tells right after its commit. A message may be older than what happened here since, and it
 * may be lost; what was lost a safety read names.
 */
final class Told {

    private final Time time;
    private final TimerOptions options;
    private final Map<Integer, OwnedShard> shards;
    private final Admission admission;
    private final Recent recent;
    private final Known known;

    Told(
            Time time,
            TimerOptions options,
            Map<Integer, OwnedShard> shards,
            Admission admission,
            Recent recent,
            Known known) {
        this.time = time;
        this.options = options;
        this.shards = shards;
        this.admission = admission;
        this.recent = recent;
        this.known = known;
    }

    /** Takes in what was just committed. */
    void take(Collection<Pending> pending, @Nullable Whole whole) {
        long horizon = time.now() + options.horizonMillis();
        boolean all = whole == null || isOfAllOurs(whole);
        for (Pending each : pending) {
            OwnedShard shard = shards.get(each.shard());
            // What is gained later has a first safety read then, which names everything.
            if (shard != null && !take(each, shard, horizon)) {
                all = false;
            }
        }
        if (all && whole != null) {
            known.add(whole);
        }
    }

    private boolean isOfAllOurs(Whole whole) {
        return Set.copyOf(whole.shards()).containsAll(shards.keySet());
    }

    /** Takes one in; false if it is left out although it may be pending, so that a safety read has to name it. */
    private boolean take(Pending pending, OwnedShard shard, long horizon) {
        if (shard.ceding) {
            return false;
        }
        if (isStale(pending, shard) || admission.isKnown(pending)) {
            // Of the same name there may be an older task, whose purge is under way.
            return !recent.outdatesByChange(pending) && (admission.holds(pending) || recent.settledOf(pending));
        }
        if (pending.due() <= Math.max(horizon, shard.progress.askedUpTo())) {
            admission.take(pending, shard);
        }
        return true;
    }

    /** Whether a message brings what a safety read brought before, or what was settled since. */
    private boolean isStale(Pending pending, OwnedShard shard) {
        return !shard.fresh && recent.seen().covers(pending.transaction()) || recent.outdatesMessage(pending);
    }
}
