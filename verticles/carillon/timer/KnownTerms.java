package carillon.timer;

import carillon.lease.Holding;
import java.util.HashMap;
import java.util.Map;

/**
 * How far the terms of shards have risen, by all boards and by what was ever ours: what tells of an earlier term is
 * over. A board may be older than the one before it, so nothing here goes back.
 */
final class KnownTerms {

    /** Up to which term a hand-over of a shard is over. */
    private final Map<Integer, Long> over = new HashMap<>();

    /** A board shows a shard. Where it is ours by that term, its slice may still be on its way. */
    void seen(Holding holding, boolean mine) {
        over.merge(holding.shard(), mine ? holding.term() - 1 : holding.term(), Math::max);
    }

    /** A shard is ours: whoever tells of this term again says nothing new. */
    void held(int shard, long term) {
        over.merge(shard, term, Math::max);
    }

    /** Whether nothing is known that followed a hand-over of a shard to us, nor the hand-over itself. */
    boolean isNews(Holding handedOver) {
        return handedOver.term() > over.getOrDefault(handedOver.shard(), Long.MIN_VALUE);
    }
}
