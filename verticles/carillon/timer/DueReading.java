package carillon.timer;

import carillon.message.DueCursor;
import carillon.message.Pending;
import carillon.message.StoreMessage.DuePage;
import carillon.message.StoreMessage.ReadDue;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which shards a read is of, and how far a page goes. */
final class DueReading {

    private DueReading() {}

    /** The shards of which not everything due before an instant was read; the first one was read least far. */
    static List<OwnedShard> behind(Collection<OwnedShard> ours, long before) {
        return ours.stream()
                .filter(shard -> !shard.ceding && !shard.doubtful && shard.progress.readBefore() < before)
                .sorted(Comparator.comparingLong(shard -> shard.progress.readBefore()))
                .toList();
    }

    /** A shard that was lost and gained anew while it was read may have been another's in between. */
    static Map<Integer, OwnedShard> stillOurs(List<OwnedShard> asked, Map<Integer, OwnedShard> ours) {
        return asked.stream()
                .filter(shard -> ours.get(shard.number) == shard)
                .collect(Collectors.toMap(shard -> shard.number, shard -> shard));
    }

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
