package carillon.store;

import carillon.message.Pending;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each owner was told of and has not taken in yet. One that is slow is told no more, instead of being flooded: its
 * safety reads find the rest at its own pace.
 *
 * <p>For use on one event loop.
 */
final class Untaken {

    private final int itemsMax;
    private final long bytesMax;
    private final Map<String, Load> byOwner = new HashMap<>();

    /** What it is for one owner. */
    private record Load(int items, long bytes) {

        static Load of(List<Pending> pending) {
            return new Load(
                    pending.size(),
                    pending.stream()
                            .mapToLong(each -> each.definition().payload().length())
                            .sum());
        }

        Load plus(Load more) {
            return new Load(items + more.items, bytes + more.bytes);
        }

        Load minus(Load less) {
            return new Load(items - less.items, bytes - less.bytes);
        }
    }

    Untaken(int itemsMax, long bytesMax) {
        this.itemsMax = itemsMax;
        this.bytesMax = bytesMax;
    }

    /** Whether an owner may be told of some more, which then count until {@link #taken}. */
    boolean tell(String owner, List<Pending> pending) {
        Load more = Load.of(pending);
        Load then = byOwner.getOrDefault(owner, new Load(0, 0)).plus(more);
        if (byOwner.containsKey(owner) && (then.items > itemsMax || then.bytes > bytesMax)) {
            return false;
        }
        byOwner.put(owner, then);
        return true;
    }

    /** The owner took them in, or nothing was heard of it for too long. */
    void taken(String owner, List<Pending> pending) {
        Load less = Load.of(pending);
        byOwner.computeIfPresent(owner, (name, load) -> load.items <= less.items ? null : load.minus(less));
    }
}
