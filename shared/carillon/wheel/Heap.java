package carillon.wheel;

import java.util.Arrays;

/**
 * Timers beside the wheel, earliest first, those of equal deadline in the order of arming: a binary heap.
 *
 * <p>Adding what is due after all others takes constant time, anything else the logarithm of their number.
 */
final class Heap {
    private static final int CAPACITY_FIRST = 16;

    private final Timers timers;
    private final int firstPlace;
    private long[] deadlines = new long[CAPACITY_FIRST];

    /** The count of armings and the handle. */
    private long[] armed = new long[CAPACITY_FIRST];

    private int size;
    private long armings;

    /**
     * An empty heap.
     *
     * @param number 0 or 1; two heaps of the same timers tell their places apart by it
     */
    Heap(Timers timers, int number) {
        this.timers = timers;
        firstPlace = Integer.MIN_VALUE + number * Timers.CAPACITY_MAX;
    }

    long bytes() {
        return 2L * deadlines.length * Long.BYTES;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether a place is in this heap. */
    boolean holds(int place) {
        return (place & -Timers.CAPACITY_MAX) == firstPlace;
    }

    /** Where the first is, of which there must be one. */
    int firstPlace() {
        return firstPlace;
    }

    /** The handle of the first, of which there must be one. */
    int first() {
        return handle(armed[0]);
    }

    /** The deadline of the first, of which there must be one. */
    long firstDeadline() {
        return deadlines[0];
    }

    long deadline(int place) {
        return deadlines[place - firstPlace];
    }

    void add(int handle, long deadline) {
        if (size == armed.length) {
            deadlines = Arrays.copyOf(deadlines, size * 2);
            armed = Arrays.copyOf(armed, size * 2);
        }
        rise(size++, deadline, armings++ * Timers.CAPACITY_MAX | handle);
    }

    void remove(int place) {
        int gap = place - firstPlace;
        size--;
        if (gap != size) {
            sink(gap, deadlines[size], armed[size]);
            rise(gap, deadlines[gap], armed[gap]);
        }
    }

    private void rise(int from, long deadline, long arming) {
        int at = from;
        for (int parent = (at - 1) / 2; at > 0 && before(deadline, arming, parent); parent = (at - 1) / 2) {
            put(at, deadlines[parent], armed[parent]);
            at = parent;
        }
        put(at, deadline, arming);
    }

    private void sink(int from, long deadline, long arming) {
        int at = from;
        for (int child = earlierChild(at); child < size && !before(deadline, arming, child); child = earlierChild(at)) {
            put(at, deadlines[child], armed[child]);
            at = child;
        }
        put(at, deadline, arming);
    }

    private int earlierChild(int at) {
        int left = 2 * at + 1;
        int right = left + 1;
        return right < size && before(deadlines[right], armed[right], left) ? right : left;
    }

    private void put(int at, long deadline, long arming) {
        deadlines[at] = deadline;
        armed[at] = arming;
        timers.moved(handle(arming), firstPlace + at);
    }

    private boolean before(long deadline, long arming, int other) {
        if (deadline != deadlines[other]) {
            return deadline < deadlines[other];
        }
        // The difference stays right when the count of armings wraps around, if not so many came between the two.
        return arming - armed[other] < 0;
    }

    private static int handle(long arming) {
        return (int) arming & (Timers.CAPACITY_MAX - 1);
    }
}
