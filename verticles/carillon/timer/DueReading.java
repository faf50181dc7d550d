package carillon.timer;

import carillon.message.Pending;
import carillon.message.StoreMessage.DuePage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How far a page of several shards goes. */
final class DueReading {

    private DueReading() {}

    /** Moves the shards that are still ours behind what a page brought of them. */
    static void moveOn(Map<Integer, OwnedShard> ours, DuePage page, long horizon) {
        Map<Integer, Pending> last = new HashMap<>();
        page.pending().forEach(each -> last.put(each.shard(), each));
        Set<Integer> complete = new HashSet<>(page.complete());
        ours.forEach((number, shard) -> {
            Pending reached = last.get(number);
            if (complete.contains(number)) {
                shard.wasRead(horizon);
            } else if (reached != null) {
                shard.wasRead(reached, horizon);
            }
        });
    }
}
