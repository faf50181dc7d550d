package carillon.timer;

import carillon.message.Pending;
import carillon.timer.Entry.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What of shards that change hands is due before their next owner can have read it, so that it fires without having
 * read anything. What is left out is read; what is in is known by then.
 */
final class Foretaste {

    /** How far ahead. */
    private static final long AHEAD_MILLIS = 2_000;

    private static final int COUNT_MAX = 2_000;
    private static final long BYTES_MAX = 1 << 20;

    private Foretaste() {}

    static List<Pending> of(Collection<OwnedShard> shards, long now) {
        List<Entry> soon = new ArrayList<>();
        for (OwnedShard shard : shards) {
            for (Entry entry : shard.entries) {
                if (isPlain(entry) && entry.pending.due() <= now + AHEAD_MILLIS) {
                    soon.add(entry);
                }
            }
        }
        soon.sort(Comparator.comparingLong(entry -> entry.pending.due()));
        List<Pending> taste = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : soon) {
            bytes += entry.payloadBytes();
            if (taste.size() == COUNT_MAX || bytes > BYTES_MAX) {
                break;
            }
            taste.add(entry.pending);
        }
        return taste;
    }

    /** Whether the database holds what is in memory, and nothing but its instant is waited for. */
    private static boolean isPlain(Entry entry) {
        return entry.state == State.ARMED
                && entry.unread() == null
                && !entry.charged
                && !entry.suspect
                && entry.absences == 0
                && entry.pending.definition().queueName() == null;
    }
}
