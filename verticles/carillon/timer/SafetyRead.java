package carillon.timer;

import carillon.message.ReadPoint;
import carillon.message.Sighting;
import carillon.message.SightingCursor;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadNew;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reading of everything that became visible since a point, in pages, so that no event loop is held up by it. What
 * commits between two pages may be in neither: the point that is known in the end is that of the first page.
 */
final class SafetyRead {

    final List<OwnedShard> shards;
    /** Whether it is the first of these shards. */
    final boolean first;

    private final ReadPoint since;
    private final long horizon;
    private @Nullable SightingCursor after = SightingCursor.START;
    private @Nullable ReadPoint until;
    private boolean yields;
    private final Map<Sighting, OwnedShard> unknown = new HashMap<>();
    private final Map<OwnedShard, Long> lost = new HashMap<>();

    SafetyRead(List<OwnedShard> shards, ReadPoint since, long horizon) {
        this.shards = shards;
        this.first = shards.getFirst().fresh;
        this.since = since;
        this.horizon = horizon;
    }

    /** The shards whose first safety read is to come, of one point. */
    static List<OwnedShard> fresh(Collection<OwnedShard> shards) {
        List<OwnedShard> fresh = new ArrayList<>();
        for (OwnedShard shard : shards) {
            if (shard.fresh && (fresh.isEmpty() || shard.inheritedFrom.equals(fresh.getFirst().inheritedFrom))) {
                fresh.add(shard);
            }
        }
        return fresh;
    }

    /** Whether something else may be read before its next page; so after each page, once. */
    boolean yields() {
        boolean may = yields;
        yields = false;
        return may;
    }

    /**
     * The next page; not to be asked for once it is over.
     *
     * @param known what became known by messages; of shards that are new here, the messages went to others
     */
    ReadNew page(Known known) {
        SightingCursor from = after;
        if (from == null) {
            throw new IllegalStateException("a safety read that is over has no further page");
        }
        List<Integer> numbers = shards.stream().map(shard -> shard.number).toList();
        return new ReadNew(
                numbers, since, horizon, from, TimerOptions.SIGHTINGS_MAX, first ? List.of() : known.upTo(horizon));
    }

    /** Takes the answer to a page in; the point up to which everything is known if it was the last, else null. */
    @Nullable
    ReadPoint took(NewPage page) {
        if (until == null) {
            until = page.until();
        }
        after = page.next();
        yields = true;
        return after == null ? until : null;
    }

    /**
     * Notes what is not known. It is lost if messages of its shard went to others until now, or if it is one of very
     * many.
     */
    void found(OwnedShard shard, Sighting sighting) {
        if (first || unknown.size() >= TimerOptions.MISSING_MAX) {
            lost.merge(shard, sighting.due(), Math::min);
        } else {
            unknown.put(sighting, shard);
        }
    }

    /**
     * Has what is lost read in the order of due instants, now that all of it was named: after each page, a reading
     * that many are due at one instant would begin there again and again.
     *
     * @return what may be on its way
     */
    Map<Sighting, OwnedShard> ends() {
        lost.forEach((shard, due) -> shard.progress.letGo(due));
        shards.forEach(shard -> shard.fresh = false);
        return unknown;
    }
}
