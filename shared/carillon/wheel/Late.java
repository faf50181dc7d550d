package carillon.wheel;

import java.util.Arrays;

/**
 * The timers armed for a tick that the wheel has already left, earliest first, those of equal deadline in the order of
 * arming: a binary heap of handles, since a wheel only turns forwards.
 *
 * <p>Adding in order of deadline takes constant time, anything else the logarithm of the late timers.
 */
final class Late {
    /** The home of a late timer, beside the numbers of the buckets. */
    static final int HOME = -2;

    private static final int CAPACITY_FIRST = 16;

    private final Timers timers;
    private int[] heap = new int[CAPACITY_FIRST];
    private int size;
    private int armings;

    Late(Timers timers) {
        this.timers = timers;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int first() {
        return heap[0];
    }

    void add(int handle) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        timers.home[handle] = HOME;
        timers.prev[handle] = armings++;
        rise(size++, handle);
    }

    void remove(int handle) {
        int gap = timers.next[handle];
        int moved = heap[--size];
        if (moved != handle) {
            sink(gap, moved);
            rise(timers.next[moved], moved);
        }
    }

    private void rise(int from, int handle) {
        int at = from;
        while (at > 0 && before(handle, heap[(at - 1) / 2])) {
            put(at, heap[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        put(at, handle);
    }

    private void sink(int from, int handle) {
        int at = from;
        for (int child = earlierChild(at); child < size && before(heap[child], handle); child = earlierChild(at)) {
            put(at, heap[child]);
            at = child;
        }
        put(at, handle);
    }

    private int earlierChild(int at) {
        int left = 2 * at + 1;
        int right = left + 1;
        return right < size && before(heap[right], heap[left]) ? right : left;
    }

    private void put(int at, int handle) {
        heap[at] = handle;
        timers.next[handle] = at;
    }

    private boolean before(int a, int b) {
        if (timers.deadline[a] != timers.deadline[b]) {
            return timers.deadline[a] < timers.deadline[b];
        }
        // The difference stays right when the count of armings wraps around.
        return timers.prev[a] - timers.prev[b] < 0;
    }
}
