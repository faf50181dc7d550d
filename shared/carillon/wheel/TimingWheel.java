package carillon.wheel;

import static carillon.wheel.Timers.NONE;

/**
 * Many timers behind one: armed with a deadline, handed out by {@link #poll} once that has passed.
 *
 * <p>A tick is whatever the caller counts in (Carillon counts milliseconds of its clock); any long is a valid deadline.
 * A timer is an int, its handle; what the timer is for the caller keeps in arrays of its own under that index. Handles
 * are dense from 0 up and are used again once their timer was consumed or disarmed.
 *
 * <p>Timers are handed out in order of deadline, those of equal deadline in the order in which they were armed or last
 * re-armed, and never before the time polled with has reached the deadline, whatever way that time jumps. Arming,
 * re-arming and disarming take constant time, or the logarithm of their number for timers that are late or lie beyond
 * the next multiple of 2<sup>40</sup> ticks (of milliseconds since 1970, in 2039).
 *
 * <p>Not safe for use by several threads: one thread at a time, and from within a poll only through its {@link Expiry}.
 */
public final class TimingWheel {
    /** The largest capacity, 536,870,912. */
    public static final int CAPACITY_MAX = Timers.CAPACITY_MAX;
    /** How many timers a poll may move down a level: a few hundred microseconds' work if each misses the cache. */
    private static final int CASCADES_MAX = 4_000;

    private final int cascadesMax;
    private final Timers timers;
    private final Buckets buckets;

    /** The timers that have no bucket: due before the front, or beyond all levels when they were armed. */
    private final Heap strays;

    /** What was armed from within a poll for a time already reached, until that poll is over. */
    private final Heap aside;

    /** No timer on the wheel has a deadline before this tick. Never moves back. */
    private long front;

    /** The bucket that starts at the front and whose timers still move down, or NONE. */
    private int cascading = NONE;

    private int cascadesLeft;
    private boolean polling;
    private long polledTo;

    /** The timer that an expiry is called for, until it is disarmed or re-armed from there. */
    private int inHand = NONE;

    /**
     * An empty wheel.
     *
     * @param start the tick from which it turns, best the present one
     * @param capacityMax how many timers may be armed at once, 1 to CAPACITY_MAX; memory grows with the most that were,
     *     13 to 23 bytes each and up to 32 more while late or far, besides at most 1.0 MB, and is not given back
     */
    public TimingWheel(long start, int capacityMax) {
        this(start, capacityMax, CASCADES_MAX);
    }

    TimingWheel(long start, int capacityMax, int cascadesMax) {
        this.front = start;
        this.cascadesMax = cascadesMax;
        timers = new Timers(capacityMax);
        buckets = new Buckets(timers);
        strays = new Heap(timers, 0);
        aside = new Heap(timers, 1);
    }

    /**
     * Arms a timer. One whose deadline has passed fires at the next poll.
     *
     * @return its handle, valid until the timer is consumed or disarmed
     * @throws IllegalStateException if capacityMax timers are armed
     */
    public int arm(long deadline) {
        int handle = timers.take();
        link(handle, deadline);
        return handle;
    }

    /** Disarms a timer, which then never fires; false if the handle is of no armed timer. */
    public boolean disarm(int handle) {
        if (!timers.armed(handle)) {
            return false;
        }
        unlink(handle);
        timers.release(handle);
        return true;
    }

    /**
     * Moves a timer to another deadline under the same handle, as if disarmed and armed anew.
     *
     * @throws IllegalArgumentException if the handle is of no armed timer
     */
    public void rearm(int handle, long deadline) {
        timers.requireArmed(handle);
        unlink(handle);
        link(handle, deadline);
    }

    /**
     * The deadline of an armed timer.
     *
     * @throws IllegalArgumentException if the handle is of no armed timer
     */
    public long deadline(int handle) {
        timers.requireArmed(handle);
        int place = timers.place(handle);
        if (place >= 0) {
            return buckets.deadline(place, front);
        }
        return strays.holds(place) ? strays.deadline(place) : aside.deadline(place);
    }

    /** How many timers are armed, one in hand included. */
    public int size() {
        return timers.size();
    }

    /** What the timers take of memory, without what is the same for any number of them; for tests. */
    long bytes() {
        return timers.bytes() + buckets.bytes() + strays.bytes() + aside.bytes();
    }

    /**
     * Hands out timers whose deadlines have passed, until none is left, the limit is reached or one is refused.
     *
     * <p>An expiry that throws consumes its timer and stops nothing; after the last timer of the batch the first
     * exception or error is thrown on, with the others suppressed in it.
     *
     * <p>The work of one poll is bounded. After a large batch of far timers came near, due timers may be left for the
     * next poll, even with none handed out: poll again while {@link #nextDeadline} is not after now.
     *
     * @param now the present tick; may jump either way
     * @param limit how many timers to hand out at most, at least 0
     * @return how many timers were handed out and not refused
     * @throws IllegalStateException if called from within a poll
     */
    public int poll(long now, int limit, Expiry expiry) {
        open(now, limit);
        int taken = 0;
        Failures failures = new Failures();
        try {
            for (int place; taken < limit && (place = firstDue(now)) != NONE; taken++) {
                try {
                    if (!handOut(place, expiry)) {
                        break;
                    }
                } catch (RuntimeException | Error thrown) {
                    failures.add(thrown);
                }
            }
        } finally {
            close();
        }
        failures.rethrow();
        return taken;
    }

    /**
     * When to poll next: never later than the earliest deadline, and exactly it when that is late or lies within the
     * running 256 ticks, unless a bucket is still being moved down.
     *
     * <p>For a farther one it is the first tick of its bucket; a poll at that tick moves the bucket's timers down, so
     * that a deadline costs at most one early wake-up a level (a day ahead: at most three). It is after the time polled
     * last unless that poll left something due or to be moved down.
     *
     * @return a tick, or {@link Long#MAX_VALUE} when nothing is armed
     */
    public long nextDeadline() {
        if (timers.size() == 0) {
            return Long.MAX_VALUE;
        }
        if (!aside.isEmpty()) {
            return Long.MIN_VALUE;
        }
        long start = earliestStart();
        return strays.isEmpty() ? start : Math.min(start, strays.firstDeadline());
    }

    /** Before this tick nothing is left in the buckets. */
    private long earliestStart() {
        if (cascading != NONE) {
            return front;
        }
        int bucket = buckets.earliest();
        return bucket == NONE ? Long.MAX_VALUE : Buckets.start(front, bucket);
    }

    private void open(long now, int limit) {
        if (polling) {
            throw new IllegalStateException("poll was called from within a poll; arm a timer instead");
        }
        if (limit < 0) {
            throw new IllegalArgumentException("limit is " + limit + ", but must be at least 0");
        }
        polling = true;
        polledTo = now;
        cascadesLeft = cascadesMax;
    }

    private void close() {
        polling = false;
        while (!aside.isEmpty()) {
            int handle = aside.first();
            long deadline = aside.firstDeadline();
            aside.remove(timers.place(handle));
            link(handle, deadline);
        }
    }

    /** Where the timer to hand out next is, or NONE if nothing is due or the cascades of this poll are used up. */
    private int firstDue(long now) {
        while (!strayIsFirst(now)) {
            if (cascading == NONE) {
                int bucket = buckets.earliest();
                if (bucket == NONE || Buckets.start(front, bucket) > now) {
                    front = Math.max(front, now);
                    return NONE;
                }
                front = Buckets.start(front, bucket);
                if (Buckets.level(bucket) == 0) {
                    return buckets.firstPlace(bucket);
                }
                cascading = bucket;
            } else if (!cascade()) {
                return NONE;
            }
        }
        return strays.firstPlace();
    }

    private boolean strayIsFirst(long now) {
        return !strays.isEmpty() && strays.firstDeadline() <= now && strays.firstDeadline() <= earliestStart();
    }

    /** Moves the timers of the bucket at the front to lower levels; false if this poll may not move them all. */
    private boolean cascade() {
        while (cascading != NONE) {
            if (buckets.isEmpty(cascading)) {
                cascading = NONE;
            } else if (cascadesLeft > 0) {
                cascadesLeft -= buckets.moveDown(cascading, front, cascadesLeft);
            } else {
                return false;
            }
        }
        return true;
    }

    private boolean handOut(int place, Expiry expiry) {
        boolean stray = place < 0;
        int handle = stray ? strays.first() : buckets.handle(place);
        boolean accepted = true;
        inHand = handle;
        try {
            accepted = expiry.expire(handle, stray ? strays.firstDeadline() : front);
        } finally {
            if (accepted && inHand == handle) {
                // It is still where it was, as the first of all. To look its place up again would wait for memory.
                remove(place);
                timers.release(handle);
            }
            inHand = NONE;
        }
        return accepted;
    }

    private void link(int handle, long deadline) {
        int bucket = Buckets.bucket(front, deadline);
        if (polling && deadline <= polledTo) {
            aside.add(handle, deadline);
        } else if (deadline < front || bucket >= Buckets.BEYOND) {
            strays.add(handle, deadline);
        } else if (cascading != NONE && Buckets.level(bucket) < Buckets.level(cascading)) {
            // Behind those of equal deadline that have still to move down; arming must not make those more.
            buckets.append(cascading, handle, deadline);
            buckets.moveDown(cascading, front, 1);
        } else {
            buckets.append(bucket, handle, deadline);
        }
    }

    private void unlink(int handle) {
        if (handle == inHand) {
            inHand = NONE;
        }
        remove(timers.place(handle));
    }

    private void remove(int place) {
        if (place >= 0) {
            buckets.remove(place);
        } else if (strays.holds(place)) {
            strays.remove(place);
        } else {
            aside.remove(place);
        }
    }
}
