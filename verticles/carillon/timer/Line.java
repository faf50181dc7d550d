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
    /** Those beside their schedules are few, and are not read again: they are never left out. */
    private final TreeSet<Entry> beside = new TreeSet<>(ORDER);

    private @Nullable Point missed;

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
        setOf(entry).add(entry);
    }

    private Set<Entry> setOf(Entry entry) {
        return entry.pending.extra() ? beside : held;
    }

    /** Leaves the last entry out if there are more than so many, and answers it, or null. It must be forgotten. */
    @Nullable
    Entry leaveOut(int heldMax) {
        if (held.size() <= heldMax) {
            return null;
        }
        Entry last = held.removeLast();
        Point point = Point.of(last.pending);
        if (missed == null || missed.isBehind(point)) {
            missed = point;
        }
        return last;
    }

    void remove(Entry entry) {
        setOf(entry).remove(entry);
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
    Point readOn(int heldMax) {
        return held.size() <= heldMax / 2 || first() == null ? missed : null;
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
