package carillon.cron;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Places counted from the start (1, 2, …) or from the end (-1, -2, …). Not changed once it is read from. */
final class SignedSet {
    private final BitSet fromStart = new BitSet();
    private final BitSet fromEnd = new BitSet();

    static SignedSet of(List<Integer> places) {
        SignedSet set = new SignedSet();
        places.forEach(set::add);
        return set;
    }

    void add(int place) {
        (place > 0 ? fromStart : fromEnd).set(Math.abs(place));
    }

    boolean isEmpty() {
        return fromStart.isEmpty() && fromEnd.isEmpty();
    }

    /** The places counted from the start, in ascending order. */
    List<Integer> fromStart() {
        return fromStart.stream().boxed().toList();
    }

    /** The places counted from the end, as positive numbers in ascending order. */
    List<Integer> fromEnd() {
        return fromEnd.stream().boxed().toList();
    }

    /** Whether a place is in the set, by its number from the start or that from the end, both positive. */
    boolean has(int start, int end) {
        return fromStart.get(start) || fromEnd.get(end);
    }

    /** Whether a list of this size has at least one of the places. */
    boolean reach(int size) {
        int first = fromStart.nextSetBit(0);
        int last = fromEnd.nextSetBit(0);
        return first > 0 && first <= size || last > 0 && last <= size;
    }

    /** The places as indices from 0 into a list of this size, ascending; those beyond its ends are left out. */
    int[] indices(int size) {
        return IntStream.concat(
                        fromStart.stream().map(place -> place - 1),
                        fromEnd.stream().map(place -> size - place))
                .filter(index -> index >= 0 && index < size)
                .sorted()
                .distinct()
                .toArray();
    }
}
