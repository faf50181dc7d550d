package carillon.timer;

import carillon.message.DueCursor;
import carillon.message.DuePage;
import carillon.message.StoreMessage.ReadDue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Which shards a read is of, and how far a page goes. */
final class DueReading {

    private DueReading() {}

    /**
     * The shards to read on, the one that was read least far first: where there are some of which not everything due
     * before an instant was read, these, and those that soon would be such too. So shards that were gained one after
     * the other come to be read together.
     */
    static List<OwnedShard> behind(Collection<OwnedShard> ours, long before, long soon) {
        return isAnyBehind(ours, before) ? allBehind(ours, soon) : List.of();
    }

    /** Asked with every turn, so without a stream. */
    private static boolean isAnyBehind(Collection<OwnedShard> ours, long before) {
        for (OwnedShard shard : ours) {
            if (isBehind(shard, before)) {
                return true;
            }
        }
        return false;
    }

    private static List<OwnedShard> allBehind(Collection<OwnedShard> ours, long before) {
        return ours.stream()
                .filter(shard -> isBehind(shard, before))
                .sorted(Comparator.comparingLong(shard -> shard.progress.readBefore()))
                .toList();
    }

    private static boolean isBehind(OwnedShard shard, long before) {
        return shard.progress.readBefore() < before && !shard.ceding && !shard.doubtful;
    }

    /**
     * The shards of which not everything was read that stands beside schedules, although everything due before an
     * instant was.
     */
    static List<OwnedShard> besidesBehind(Collection<OwnedShard> ours, long before) {
        List<OwnedShard> behind = new ArrayList<>();
        for (OwnedShard shard : ours) {
            if (!shard.besidesKnown() && !shard.ceding && !shard.doubtful && !isBehind(shard, before)) {
                behind.add(shard);
            }
        }
        return behind;
    }

    /** A shard that was lost and gained anew while it was read may have been another's in between. */
    static Map<Integer, OwnedShard> stillOurs(List<OwnedShard> asked, Map<Integer, OwnedShard> ours) {
        return asked.stream()
                .filter(shard -> ours.get(shard.number) == shard)
                .collect(Collectors.toMap(shard -> shard.number, shard -> shard));
    }

    /** Begins a page. */
    static ReadDue begin(List<OwnedShard> behind, long horizon, int limitPerShard) {
        List<DueCursor> cursors =
                behind.stream().map(shard -> shard.progress.pageBegins(horizon)).toList();
        return new ReadDue(cursors, horizon, limitPerShard, true);
    }

    /** Begins a page of nothing but what stands beside schedules, for that alone comes from behind the horizon. */
    static ReadDue beginBesides(List<OwnedShard> behind, int limitPerShard) {
        List<DueCursor> cursors =
                behind.stream().map(shard -> shard.progress.besidesBegin()).toList();
        long first = cursors.stream().mapToLong(DueCursor::due).min().orElseThrow();
        return new ReadDue(cursors, first - 1, limitPerShard, true);
    }

    /** Moves the shards that are still ours behind what a page brought of them. */
    static void moveOn(Map<Integer, OwnedShard> ours, DuePage page, long horizon) {
        moveOn(ours, page, shard -> shard.wasRead(horizon), (shard, reached) -> shard.wasRead(reached, horizon));
    }

    /** Does so with a page of what stands beside schedules. */
    static void moveOnBesides(Map<Integer, OwnedShard> ours, DuePage page) {
        moveOn(
                ours,
                page,
                shard -> shard.progress.besidesEnd(),
                (shard, reached) -> shard.progress.besidesEnd(reached));
    }

    private static void moveOn(
            Map<Integer, OwnedShard> ours,
            DuePage page,
            Consumer<OwnedShard> toEnd,
            BiConsumer<OwnedShard, DueCursor> behind) {
        for (Integer number : page.complete()) {
            OwnedShard shard = ours.get(number);
            if (shard != null) {
                toEnd.accept(shard);
            }
        }
        for (DueCursor reached : page.reached()) {
            OwnedShard shard = ours.get(reached.shard());
            if (shard != null) {
                behind.accept(shard, reached);
            }
        }
    }
}
