package carillon.timer;

import carillon.config.NodeConfig;

/**
 * How an owner works.
 *
 * @param leaseMillis how long a lease lasts without renewal
 * @param marginMillis by how much earlier than that it is no longer believed
 * @param armedMax how many occurrences are in memory at most
 * @param armedBytesMax with how many bytes of payload memory is full
 * @param horizonMillis how far ahead the database is read
 * @param safetyMillis how often what became visible in the database is compared with what is known
 * @param drainMillis how long a stopping owner gives its shards to others, and then waits for what is under way
 * @param latenessObjectiveMillis how late a first attempt may start and be on time in the metrics
 * @param node the name of this process, the same for all its verticles
 */
record TimerOptions(
        long leaseMillis,
        long marginMillis,
        int armedMax,
        long armedBytesMax,
        long horizonMillis,
        long safetyMillis,
        long drainMillis,
        long latenessObjectiveMillis,
        String node) {

    static final TimerOptions DEFAULT =
            new TimerOptions(3_000, 500, 200_000, 256 << 20, 30_000, 1_000, 10_000, 1_000, "node");

    static TimerOptions of(NodeConfig config) {
        return new TimerOptions(
                config.lease().ttlMillis(),
                config.lease().marginMillis(),
                config.timer().armedMax(),
                armedBytesMax(config.timer().armedBytesMax()),
                config.timer().horizonMillis(),
                config.timer().safetyMillis(),
                config.timer().drainMillis(),
                config.timer().latenessObjectiveMillis(),
                config.node());
    }

    private static long armedBytesMax(int set) {
        return set > 0 ? set : Math.max(ARMED_BYTES_MIN, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** How far ahead the database is read while memory is nearly full. */
    long soonMillis() {
        return Math.min(2_000, horizonMillis);
    }

    /**
     * With less room than this nothing is read of so many shards at once: one place each, and no more than an eighth of
     * all, for the pages would be tiny.
     */
    int roomMin(int shards) {
        return Math.min(shards, Math.max(1, armedMax / 8));
    }

    /**
     * Of how many settled occurrences and changed tasks it is remembered, until a safety read has seen what they left,
     * that a message may still bring what they were before; from half of that on safety reads follow each other.
     */
    int rememberedMax() {
        return Math.max(REMEMBERED_MIN, 4 * armedMax);
    }

    /** Less would stop a small memory while one safety read is late. */
    private static final int REMEMBERED_MIN = 100_000;

    /** What payloads may take of the heap where nothing else is set: one part of so many. */
    private static final int HEAP_SHARE = 4;
    /** Below this two pages of large payloads would not fit beside what waits for handlers and in queues. */
    private static final long ARMED_BYTES_MIN = 32 << 20;

    static final int POLL_MAX = 1_000;
    /** How often the wheel is polled in one turn while it hands nothing out though something is due. */
    static final int POLLS_MAX = 8;
    /** Of all shards together: each row of a page takes some ten microseconds of the store's event loop. */
    static final int PAGE_MAX = 1_000;

    /**
     * Of a page of a safety read. Behind the first one of a JVM, a page of 500 took up to 13 ms of an event loop of the
     * store, and soon 2; one of 2,000 took up to 31, and then 6.
     */
    static final int SIGHTINGS_MAX = 500;

    /** After how long a safety read looks again for what it did not know. */
    static final long MISSING_MILLIS = 500;
    /** Of so many each is looked for again by its name; what is beyond counts as lost at once. */
    static final int MISSING_MAX = 10_000;

    static final int SETTLE_MAX = 1_000;
    /** Where batches of outcomes follow each other at once, one is begun so often, unless many outcomes wait. */
    static final long SETTLE_MILLIS = 5;
    /** How many batches may follow each other at once before that. */
    static final int SETTLE_AT_ONCE = 8;
    /** With more outcomes that wait there is {@link Backpressure}. */
    static final int UNSETTLED_MAX = 8 * SETTLE_MAX;
    /** How many outcomes are a batch that waits for no more. */
    static final int SETTLE_MANY = 64;
    /** How long after its time-out an attempt may be unheard of before it counts as lost. */
    static final long LOST_AFTER_MILLIS = 10_000;
    /** How long a delivery instance may be unheard of before its attempts count as lost. */
    static final long DELIVERY_SILENCE_MILLIS = 5_000;
    /** When to offer an order again that a delivery instance had no place for. */
    static final long REFUSED_MILLIS = 20;
    /** The longest that this grows to, where it is refused again and again. */
    static final long REFUSED_MILLIS_MAX = 1_000;
    /** After how long it is seen whether something is over that has no event of its own. */
    static final long LOOK_AGAIN_MILLIS = 20;
    /** How long something waits that could not even be taken, for a fault of ours. */
    static final long FAULTY_MILLIS = 1_000;

    /** When to look again for room for one more occurrence of a task that has as many as it may. */
    static final long CROWDED_MILLIS = 1_000;

    static final long ABSENT_MILLIS_MIN = 250;
    static final long ABSENT_MILLIS_MAX = 5_000;
    /** Of a shard: for so many missing handlers, queues counted apart, it is known where what waits for them begins. */
    static final int LEFT_OUT_MAX = 256;
    /** When to read what calls others again, whose messages may have been lost: everything from its first on. */
    static final long LEFT_OUT_MILLIS = 60_000;

    /** How often to store how far shards are done. */
    static final long ACKNOWLEDGE_MILLIS = 1_000;
    /** How often to do so while nothing is settled. */
    static final long ACKNOWLEDGE_MILLIS_MAX = 5_000;
    /** How often to do so while there is much to say. */
    static final long ACKNOWLEDGE_MILLIS_MIN = 250;
    /** How many occurrences settled since the last time are much. */
    static final int ACKNOWLEDGE_SETTLED = 128;
    /** Attempts beyond a task's own limit that may be lost with their processes before it is a dead letter. */
    static final int CRASHES_MAX = 5;
    /** How many occurrences that an owner may have died of are tried at a time. */
    static final int SUSPECTS_TRIED_MAX = 64;
    /** How long a process must have outlived an occurrence to try the next one in its place. */
    static final long SUSPECT_MILLIS = 500;
}
