package carillon.wheel;

import java.util.Arrays;

/**
 * The armed timers as columns of primitive arrays, indexed by handle: 20 bytes a timer.
 *
 * <p>Whoever holds a timer (a bucket or the late heap) owns its links. Free rows are chained through {@link #next},
 * the row freed last first, so that handles stay dense and memory warm.
 */
final class Timers {
    /** No timer. */
    static final int NONE = -1;

    private static final int FREE = -1;
    private static final int CAPACITY_FIRST = 64;

    private final int capacityMax;

    /** The tick that the timer waits for. */
    long[] deadline;

    /** In a bucket the timer behind, in the late heap the position, in a free row the next free row. */
    int[] next;

    /** In a bucket the timer in front, in the late heap the order of arming. */
    int[] prev;

    /** Where the timer is linked: a bucket, or {@link Late#HOME}. */
    int[] home;

    private int used;
    private int size;
    private int free = NONE;

    Timers(int capacityMax) {
        if (capacityMax < 1) {
            throw new IllegalArgumentException("capacityMax is " + capacityMax + ", but must be at least 1");
        }
        this.capacityMax = capacityMax;
        int capacity = Math.min(CAPACITY_FIRST, capacityMax);
        deadline = new long[capacity];
        next = new int[capacity];
        prev = new int[capacity];
        home = new int[capacity];
    }

    int size() {
        return size;
    }

    boolean armed(int handle) {
        return handle >= 0 && handle < used && home[handle] != FREE;
    }

    /** Takes a free row; the caller links it. */
    int take(long due) {
        int handle = free;
        if (handle == NONE) {
            handle = fresh();
        } else {
            free = next[handle];
        }
        deadline[handle] = due;
        size++;
        return handle;
    }

    /** Gives a row back; the caller has unlinked it. */
    void release(int handle) {
        home[handle] = FREE;
        next[handle] = free;
        free = handle;
        size--;
    }

    private int fresh() {
        if (used == capacityMax) {
            throw new IllegalStateException("The wheel is full: " + size
                    + " timers are armed, which is its capacityMax; disarm or fire some, or build it larger");
        }
        if (used == deadline.length) {
            grow((int) Math.min(capacityMax, used * 2L));
        }
        return used++;
    }

    private void grow(int capacity) {
        deadline = Arrays.copyOf(deadline, capacity);
        next = Arrays.copyOf(next, capacity);
        prev = Arrays.copyOf(prev, capacity);
        home = Arrays.copyOf(home, capacity);
    }
}
