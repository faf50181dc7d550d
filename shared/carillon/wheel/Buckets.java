package carillon.wheel;

import static carillon.wheel.Timers.NONE;

import java.util.Arrays;

/**
 * The buckets of all levels: chains of {@linkplain Chunks chunks}, and one bit a bucket that says whether it holds any.
 *
 * <p>A bucket is named by one number, its level times {@link #SLOTS} plus its slot. The arithmetic that places a
 * deadline needs the wheel's front, the tick up to which nothing is left on the wheel.
 */
final class Buckets {
    private static final int BITS = 8;
    private static final int SLOTS = 1 << BITS;

    /** So many that also the ticks of a bucket on the highest level have their upper 32 bits in common. */
    static final int LEVELS = 5;

    /** The number behind that of the last bucket, for what lies beyond all levels. */
    static final int BEYOND = LEVELS * SLOTS;

    private final Chunks chunks;
    private final int[] first = new int[BEYOND];
    private final int[] last = new int[BEYOND];
    private final long[] occupied = new long[BEYOND / Long.SIZE];

    Buckets(Timers timers) {
        chunks = new Chunks(timers);
        Arrays.fill(first, NONE);
        Arrays.fill(last, NONE);
    }

    long bytes() {
        return chunks.bytes();
    }

    /**
     * The bucket of a deadline at or after the front: its level is that of the highest digit that differs. It is BEYOND
     * or more for a digit above all levels.
     */
    static int bucket(long front, long deadline) {
        int bitHighest = Long.SIZE - 1 - Long.numberOfLeadingZeros((front ^ deadline) | 1);
        int level = bitHighest / BITS;
        return level * SLOTS + slot(deadline, level);
    }

    /** The first tick of a bucket, as seen from the front; on the lowest level the only one. */
    static long start(long front, int bucket) {
        int shift = level(bucket) * BITS;
        return (front >> shift & -SLOTS | bucket & (SLOTS - 1)) << shift;
    }

    static int level(int bucket) {
        return bucket / SLOTS;
    }

    private static int slot(long tick, int level) {
        return (int) (tick >> (level * BITS)) & (SLOTS - 1);
    }

    /** The occupied bucket with the earliest start, or NONE, as long as none cascades. */
    int earliest() {
        for (int i = 0; i < occupied.length; i++) {
            if (occupied[i] != 0) {
                return i * Long.SIZE + Long.numberOfTrailingZeros(occupied[i]);
            }
        }
        return NONE;
    }

    boolean isEmpty(int bucket) {
        return first[bucket] == NONE;
    }

    /** The place of the first timer of a bucket, which must have one. */
    int firstPlace(int bucket) {
        return chunks.firstPlace(first[bucket]);
    }

    int handle(int place) {
        return Chunks.handle(chunks.word(place));
    }

    long deadline(int place, long front) {
        return Chunks.deadline(chunks.word(place), start(front, chunks.bucket(Chunks.chunk(place))));
    }

    void append(int bucket, int handle, long deadline) {
        int chunk = last[bucket];
        if (chunk == NONE || Chunks.endsWithTimer(chunks.held(chunk))) {
            chunk = extend(bucket);
        }
        chunks.append(chunk, handle, deadline);
    }

    void remove(int place) {
        int chunk = Chunks.chunk(place);
        int held = chunks.remove(place);
        if (held == 0) {
            drop(chunk);
        } else {
            joinIfFit(chunk, held);
        }
    }

    /**
     * Moves the first timers of the bucket that starts at the front to lower levels, so many at most and of one chunk
     * only; how many those were.
     */
    int moveDown(int bucket, long front, int movesMax) {
        int chunk = first[bucket];
        int moves = 0;
        while (moves < movesMax && chunks.held(chunk) != 0) {
            long word = chunks.takeFirst(chunk);
            long deadline = Chunks.deadline(word, front);
            append(bucket(front, deadline), Chunks.handle(word), deadline);
            moves++;
        }
        if (chunks.held(chunk) == 0) {
            drop(chunk);
        }
        return moves;
    }

    /** Joins a chunk that got emptier with a neighbour if both fit into one, unless it is the first of its bucket. */
    private void joinIfFit(int chunk, int held) {
        int previous = chunks.previous(chunk);
        if (previous == NONE) {
            // The first of a bucket is the one that fires or moves down: it is emptied from its front.
            return;
        }
        int next = chunks.next(chunk);
        if (next != NONE && Chunks.fit(held, chunks.held(next))) {
            chunks.gather(chunk, next);
            drop(next);
        } else if (chunks.previous(previous) != NONE && Chunks.fit(held, chunks.held(previous))) {
            chunks.gather(previous, chunk);
            drop(chunk);
        }
    }

    private int extend(int bucket) {
        int before = last[bucket];
        int chunk = chunks.take(bucket, before);
        if (before == NONE) {
            first[bucket] = chunk;
            occupied[bucket / Long.SIZE] |= 1L << bucket;
        } else {
            chunks.link(before, chunk, chunks.previous(before));
        }
        last[bucket] = chunk;
        return chunk;
    }

    /** Takes an empty chunk out of its bucket. */
    private void drop(int chunk) {
        int bucket = chunks.bucket(chunk);
        int next = chunks.next(chunk);
        int previous = chunks.previous(chunk);
        if (previous == NONE) {
            first[bucket] = next;
        } else {
            chunks.link(previous, next, chunks.previous(previous));
        }
        if (next == NONE) {
            last[bucket] = previous;
        } else {
            chunks.link(next, chunks.next(next), previous);
        }
        if (first[bucket] == NONE) {
            occupied[bucket / Long.SIZE] &= ~(1L << bucket);
        }
        chunks.release(chunk);
    }
}
