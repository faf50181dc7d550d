package carillon.wheel;

import static carillon.wheel.Timers.NONE;

import java.util.Arrays;

/**
 * The buckets of all levels: doubly linked lists threaded through the timers, and one bit a bucket that says whether it
 * holds any.
 *
 * <p>A bucket is named by one number, its level times {@link #SLOTS} plus its slot. The arithmetic that places a
 * deadline needs the wheel's front, the tick up to which nothing is left on the wheel.
 */
final class Buckets {
    private static final int BITS = 6;

    /** Buckets a level, as many as a long has bits. */
    static final int SLOTS = 1 << BITS;

    /** Enough levels for the 64 bits of any long, so that no deadline is too far. */
    static final int LEVELS = (Long.SIZE + BITS - 1) / BITS;

    /** The bucket beside the levels, for timers that must wait until the poll is over. */
    static final int ASIDE = LEVELS * SLOTS;

    private final Timers timers;
    private final int[] first = new int[ASIDE + 1];
    private final int[] last = new int[ASIDE + 1];
    private final long[] occupied = new long[LEVELS + 1];

    Buckets(Timers timers) {
        this.timers = timers;
        Arrays.fill(first, NONE);
        Arrays.fill(last, NONE);
    }

    /** The bucket of a deadline at or after the front: its level is that of the highest digit that differs. */
    static int bucket(long front, long deadline) {
        int bitHighest = Long.SIZE - 1 - Long.numberOfLeadingZeros((front ^ deadline) | 1);
        int level = bitHighest / BITS;
        return level * SLOTS + slot(deadline, level);
    }

    /** The first tick of a bucket, as seen from the front; on the lowest level the only one. */
    static long start(long front, int bucket) {
        int shift = level(bucket) * BITS;
        int slotsAhead = (bucket - slot(front, level(bucket))) & (SLOTS - 1);
        return ((front >> shift) + slotsAhead) << shift;
    }

    static int level(int bucket) {
        return bucket / SLOTS;
    }

    // Slots are counted round from that of the front, so negative ticks come before positive ones on the top level too.
    private static int slot(long tick, int level) {
        return (int) (tick >> (level * BITS)) & (SLOTS - 1);
    }

    /** The occupied bucket with the earliest start, or NONE: it lies on the lowest level that holds any timer. */
    int earliest(long front) {
        for (int level = 0; level < LEVELS; level++) {
            if (occupied[level] != 0) {
                int slotOfFront = slot(front, level);
                int slotsAhead = Long.numberOfTrailingZeros(Long.rotateRight(occupied[level], slotOfFront));
                return level * SLOTS + ((slotOfFront + slotsAhead) & (SLOTS - 1));
            }
        }
        return NONE;
    }

    int first(int bucket) {
        return first[bucket];
    }

    int last(int bucket) {
        return last[bucket];
    }

    void append(int handle, int bucket) {
        link(handle, bucket, last[bucket], NONE);
    }

    void prepend(int handle, int bucket) {
        link(handle, bucket, NONE, first[bucket]);
    }

    void unlink(int handle) {
        int bucket = timers.home[handle];
        join(bucket, timers.prev[handle], timers.next[handle]);
        if (first[bucket] == NONE) {
            occupied[level(bucket)] &= ~(1L << bucket);
        }
    }

    private void link(int handle, int bucket, int before, int after) {
        timers.home[handle] = bucket;
        join(bucket, before, handle);
        join(bucket, handle, after);
        occupied[level(bucket)] |= 1L << bucket;
    }

    private void join(int bucket, int before, int after) {
        if (before == NONE) {
            first[bucket] = after;
        } else {
            timers.next[before] = after;
        }
        if (after == NONE) {
            last[bucket] = before;
        } else {
            timers.prev[after] = before;
        }
    }
}
