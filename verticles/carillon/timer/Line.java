package carillon.timer;

import carillon.message.Pending;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The due entries of one priority in a queue, in the order of due instant and acceptance.
 *
 * <p>It holds a bounded number of them, the first ones; where the others begin is remembered, and nothing behind that
 * point goes before it was read again.
 */
final class Line {

    static final Comparator<Entry> ORDER = Comparator.comparingLong(Entry::waitsSince)
            .thenComparingLong(entry -> entry.pending.place())
            .thenComparing(entry -> entry.pending.id())
            .thenComparingLong(entry -> entry.pending.scheduledFor());

    private final TreeSet<Entry> held = new TreeSet<>(ORDER);
    /** Those beside their schedules are few, and no line is read for them: for its length none is left out. */
    private final TreeSet<Entry> beside = new TreeSet<>(ORDER);

    private @Nullable Point missed;
    private long heldBytes;

    /** What of a line is in memory at most: so many entries, and so many bytes of payload, but one entry always. */
    record Share(int entries, long bytes) {}

    /** A place in a line. */
    record Point(long due, long place) {

        static Point of(Pending pending) {
            return new Point(pending.due(), pending.place());
        }

        boolean isBehind(Point other) {
            return due != other.due ? due > other.due : place > other.place;
        }

        boolean isBehind(Entry entry) {
            return isBehind(new Point(entry.waitsSince(), entry.pending.place()));
        }
    }

    void add(Entry entry) {
        if (setOf(entry).add(entry) && !entry.pending.extra()) {
            heldBytes += entry.payloadBytes();
        }
    }

    private Set<Entry> setOf(Entry entry) {
        return entry.pending.extra() ? beside : held;
    }

    /** Leaves the last entry out if there is more than its share, and answers it, or null. It must be forgotten. */
    @Nullable
    Entry leaveOut(Share share) {
        if (held.size() <= share.entries() && (heldBytes <= share.bytes() || held.size() <= 1)) {
            return null;
        }
        Entry last = held.last();
        remove(last);
        leftOut(Point.of(last.pending));
        return last;
    }

    /** Lets nothing behind a point go before it was read from there on. */
    void leftOut(Point from) {
        if (missed == null || missed.isBehind(from)) {
            missed = from;
        }
    }

    void remove(Entry entry) {
        if (setOf(entry).remove(entry) && !entry.pending.extra()) {
            heldBytes -= entry.payloadBytes();
        }
    }

    /** The entry whose turn it is, or null. */
    @Nullable
    Entry first() {
        Entry first = held.isEmpty() ? null : held.first();
        if (!beside.isEmpty() && (first == null || ORDER.compare(beside.first(), first) < 0)) {
            first = beside.first();
        }
        return first == null || missed == null || missed.isBehind(first) ? first : null;
    }

    boolean isEmpty() {
        return size() == 0 && missed == null;
    }

    /** How many wait here, without those that were left out. */
    int size() {
        return held.size() + beside.size();
    }

    /** Where to read on, or null while there is no need. */
    @Nullable
    Point readOn(Share share) {
        boolean half = held.size() <= share.entries() / 2 && heldBytes <= share.bytes() / 2;
        return half || first() == null ? missed : null;
    }

    /** Where what was left out begins, or null if nothing was. */
    @Nullable
    Point missed() {
        return missed;
    }

    /**
     * What was left out was read.
     *
     * @param from where the reading began; if that is not where the line stands any more, more was left out meanwhile
     * @param to the first point that was not read, or null if there is none
     */
    void wasRead(Point from, @Nullable Point to) {
        if (from.equals(missed)) {
            missed = to;
        }
    }
}
