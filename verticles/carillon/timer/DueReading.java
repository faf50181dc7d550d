package carillon.timer;

import carillon.message.DueCursor;
import carillon.message.Pending;
import carillon.message.StoreMessage.DuePage;
import carillon.message.StoreMessage.ReadDue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far a page of several shards goes. */
final class DueReading {

    private DueReading() {}

    /**
     * Begins a page.
     *
     * @param latest what is due after this has no outcome yet
     */
    static ReadDue begin(List<OwnedShard> behind, long latest, long horizon, int limitPerShard) {
        List<DueCursor> cursors =
                behind.stream().map(shard -> shard.progress.pageBegins(latest)).toList();
        return new ReadDue(cursors, horizon, limitPerShard);
    }

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
