package carillon.wheel;

import java.util.Arrays;

/**
 * Where each timer is, by handle, in one int a timer: its place in a {@linkplain Chunks chunk} or in a {@link Heap}.
 *
 * <p>Free handles are chained through their own places, the one freed last first, so that handles stay dense and memory
 * warm.
 */
final class Timers {
    /** No timer, no place, no bucket, no chunk. */
    static final int NONE = -1;

    /** More timers than this have no places. */
    static final int CAPACITY_MAX = 1 << 29;

    private static final int CAPACITY_FIRST = 64;

    // A place in a chunk is not negative; of the negative ones the upper half are free, the lower half are in heaps.
    private static final int LOWEST_FREE = -(1 << 30);

    private final int capacityMax;
    private int[] places;
    private int used;
    private int size;
    private int free = NONE;

    Timers(int capacityMax) {
        if (capacityMax < 1 || capacityMax > CAPACITY_MAX) {
            throw new IllegalArgumentException(
                    "capacityMax is " + capacityMax + ", but must be between 1 and " + CAPACITY_MAX);
        }
        this.capacityMax = capacityMax;
        places = new int[Math.min(CAPACITY_FIRST, capacityMax)];
    }

    int size() {
        return size;
    }

    long bytes() {
        return (long) places.length * Integer.BYTES;
    }

    int place(int handle) {
        return places[handle];
    }

    /** Notes the new place of a timer, which is free no more. */
    void moved(int handle, int place) {
        places[handle] = place;
    }

    boolean armed(int handle) {
        return handle >= 0 && handle < used && (places[handle] >= 0 || places[handle] < LOWEST_FREE);
    }

    void requireArmed(int handle) {
        if (!armed(handle)) {
            throw new IllegalArgumentException("Handle " + handle + " is of no armed timer");
        }
    }

    /** Takes a free handle; the caller gives it a place. */
    int take() {
        int handle = free;
        if (handle == NONE) {
            handle = fresh();
        } else {
            free = chained(places[handle]);
        }
        size++;
        return handle;
    }

    /** Gives a handle back; it has lost its place. */
    void release(int handle) {
        places[handle] = chained(free);
        free = handle;
        size--;
    }

    /** From the next free handle to the place that stands for it, and back. */
    private static int chained(int either) {
        return -2 - either;
    }

    private int fresh() {
        if (used == capacityMax) {
            throw new IllegalStateException("The wheel is full: " + size
                    + " timers are armed, which is its capacityMax; disarm or fire some, or build it larger");
        }
        if (used == places.length) {
            places = Arrays.copyOf(places, Math.min(capacityMax, used + used / 2 + 1));
        }
        return used++;
    }
}
