package carillon.wheel;

import static carillon.wheel.Timers.NONE;

import java.util.Arrays;

/**
 * The chunks that buckets are made of, each of 30 timers at most, and the pool of those that are free.
 *
 * <p>A chunk is {@value #WORDS} longs in a row: two of heading and one a timer. The first word of the heading is the
 * next chunk and the previous one, the second the bucket and a bit for each word that holds a timer. A timer's word is
 * the lower half of its deadline and its handle; where one has gone, there is a gap until its chunk is {@linkplain
 * #gather gathered} or empty.
 *
 * <p>The pool grows by segments, so that no chunk is ever copied; chunks are used again, the one released last first.
 */
final class Chunks {
    private static final int WORDS = 32;
    private static final int CHUNK_BITS = 5;
    private static final int FIRST_WORD = 2;
    private static final int TIMERS_MAX = WORDS - FIRST_WORD;

    private static final int SEGMENT_BITS = 7;
    private static final int SEGMENT_CHUNKS = 1 << SEGMENT_BITS;

    private static final long LOW = 0xFFFF_FFFFL;

    private final Timers timers;
    private long[][] segments = new long[1][];
    private int used;
    private int free = NONE;

    Chunks(Timers timers) {
        this.timers = timers;
    }

    long bytes() {
        return (used + SEGMENT_CHUNKS - 1L) / SEGMENT_CHUNKS * SEGMENT_CHUNKS * WORDS * Long.BYTES;
    }

    /** The chunk of a timer's place. */
    static int chunk(int place) {
        return place >>> CHUNK_BITS;
    }

    static int handle(long word) {
        return (int) word;
    }

    /** The deadline of a timer by its word, and by any tick whose upper half is the deadline's. */
    static long deadline(long word, long near) {
        return near & ~LOW | word >>> Integer.SIZE;
    }

    /** Takes a free chunk for a bucket, behind another one or NONE. */
    int take(int bucket, int previous) {
        int chunk = free;
        if (chunk == NONE) {
            chunk = fresh();
        } else {
            free = next(chunk);
        }
        long[] words = segment(chunk);
        words[base(chunk)] = pair(NONE, previous);
        words[base(chunk) + 1] = pair(bucket, 0);
        return chunk;
    }

    void release(int chunk) {
        link(chunk, free, NONE);
        free = chunk;
    }

    int next(int chunk) {
        return (int) (segment(chunk)[base(chunk)] >> Integer.SIZE);
    }

    int previous(int chunk) {
        return (int) segment(chunk)[base(chunk)];
    }

    void link(int chunk, int next, int previous) {
        segment(chunk)[base(chunk)] = pair(next, previous);
    }

    int bucket(int chunk) {
        return (int) (segment(chunk)[base(chunk) + 1] >> Integer.SIZE);
    }

    /** One bit a word, set for each that holds a timer. */
    int held(int chunk) {
        return (int) segment(chunk)[base(chunk) + 1];
    }

    /** The place of the first timer; there must be one. */
    int firstPlace(int chunk) {
        return chunk << CHUNK_BITS | Integer.numberOfTrailingZeros(held(chunk));
    }

    /** Takes the first timer out, of which there must be one, to get another place; its word. */
    long takeFirst(int chunk) {
        long[] words = segment(chunk);
        int base = base(chunk);
        int at = Integer.numberOfTrailingZeros((int) words[base + 1]);
        words[base + 1] ^= 1L << at;
        return words[base + at];
    }

    long word(int place) {
        return segment(chunk(place))[base(chunk(place)) + (place & (WORDS - 1))];
    }

    /** Whether a timer is in the last word, so that none can be appended. */
    static boolean endsWithTimer(int held) {
        return held < 0;
    }

    /** Whether the timers of two chunks fit into one. */
    static boolean fit(int held, int other) {
        return Integer.bitCount(held) + Integer.bitCount(other) <= TIMERS_MAX;
    }

    /** Puts a timer behind the last one of a chunk that does not end with one. */
    void append(int chunk, int handle, long deadline) {
        append(chunk, deadline << Integer.SIZE | handle);
    }

    private void append(int chunk, long word) {
        long[] words = segment(chunk);
        int base = base(chunk);
        int at = Integer.SIZE - Integer.numberOfLeadingZeros((int) words[base + 1] | 1 << FIRST_WORD - 1);
        words[base + at] = word;
        words[base + 1] |= 1L << at;
        timers.moved(handle(word), chunk << CHUNK_BITS | at);
    }

    /** Takes a timer out; what its chunk holds then. */
    int remove(int place) {
        int chunk = chunk(place);
        return (int) (segment(chunk)[base(chunk) + 1] &= ~(1L << (place & (WORDS - 1))));
    }

    /** Closes the gaps of a chunk, and moves the timers of another one behind its own. */
    void gather(int chunk, int other) {
        int held = held(chunk);
        segment(chunk)[base(chunk) + 1] = pair(bucket(chunk), 0);
        appendAll(chunk, chunk, held);
        appendAll(chunk, other, held(other));
    }

    private void appendAll(int chunk, int from, int held) {
        for (int left = held; left != 0; left &= left - 1) {
            append(chunk, segment(from)[base(from) + Integer.numberOfTrailingZeros(left)]);
        }
    }

    private int fresh() {
        int segment = used >>> SEGMENT_BITS;
        if ((used & (SEGMENT_CHUNKS - 1)) == 0) {
            if (segment == segments.length) {
                segments = Arrays.copyOf(segments, segment * 2);
            }
            segments[segment] = new long[SEGMENT_CHUNKS * WORDS];
        }
        return used++;
    }

    private long[] segment(int chunk) {
        return segments[chunk >>> SEGMENT_BITS];
    }

    private static int base(int chunk) {
        return (chunk & (SEGMENT_CHUNKS - 1)) << CHUNK_BITS;
    }

    private static long pair(int high, int low) {
        return (long) high << Integer.SIZE | low & LOW;
    }
}
