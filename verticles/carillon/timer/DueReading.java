package carillon.timer;

import carillon.message.DueCursor;
import carillon.message.Pending;
import carillon.message.StoreMessage.DuePage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far the shards were read in the order of due instants. */
final class DueReading {

    private DueReading() {}

    /** Moves the cursors behind what was read, but for those that were set back meanwhile. */
    static void moveOn(Map<Integer, OwnedShard> shards, DuePage page, List<DueCursor> asked, long horizon) {
        Map<Integer, Pending> last = new HashMap<>();
        page.pending().forEach(each -> last.put(each.shard(), each));
        Set<Integer> complete = new HashSet<>(page.complete());
        for (DueCursor cursor : asked) {
            OwnedShard shard = shards.get(cursor.shard());
            if (shard == null
                    || shard.cursor.due() != cursor.due()
                    || !shard.cursor.id().equals(cursor.id())) {
                continue;
            }
            Pending reached = last.get(cursor.shard());
            if (complete.contains(cursor.shard())) {
                shard.readUpTo(horizon);
                shard.besidesKnown = true;
            } else if (reached != null) {
                shard.readUpTo(reached, horizon);
            }
        }
    }
}
