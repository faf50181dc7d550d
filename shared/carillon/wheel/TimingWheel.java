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
 * re-arming and disarming take constant time, or for a tick that the wheel has already left the logarithm of the number
 * of such timers.
 *
 * <p>Not safe for use by several threads: one thread at a time, and from within a poll only through its {@link Expiry}.
 */
public final class TimingWheel {
    /** How many timers a poll may move down a level: about a millisecond's work if each of them misses the cache. */
    private static final int CASCADES_MAX = 4_000;

    private final int cascadesMax;
    private final Timers timers;
    private final Buckets buckets;
    private final Late late;

    /** No timer on the wheel has a deadline before this tick. Never moves back. */
    private long front;

    /** The bucket that starts at the front and still holds timers of lower levels, or NONE. */
    private int cascading = NONE;

    private int cascadesLeft;
    private boolean polling;
    private long polledTo;
    private int inHand = NONE;

    /**
     * An empty wheel.
     *
     * @param start the tick from which it turns, best the present one
     * @param capacityMax how many timers may be armed at once, at least 1; memory grows by doubling up to that, 20
     *     bytes a timer and 4 more while it is late, and is not given back
     */
    public TimingWheel(long start, int capacityMax) {
        this(start, capacityMax, CASCADES_MAX);
    }

    TimingWheel(long start, int capacityMax, int cascadesMax) {
        this.front = start;
        this.cascadesMax = cascadesMax;
        timers = new Timers(capacityMax);
        buckets = new Buckets(timers);
        late = new Late(timers);
    }

    /**
     * Arms a timer. One whose deadline has passed fires at the next poll.
     *
     * @return its handle, valid until the timer is consumed or disarmed
     * @throws IllegalStateException if capacityMax timers are armed
     */
    public int arm(long deadline) {
        int handle = timers.take(deadline);
        link(handle);
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
        requireArmed(handle);
        unlink(handle);
        timers.deadline[handle] = deadline;
        link(handle);
    }

    /**
     * The deadline of an armed timer.
     *
     * @throws IllegalArgumentException if the handle is of no armed timer
     */
    public long deadline(int handle) {
        requireArmed(handle);
        return timers.deadline[handle];
    }

    /** How many timers are armed, one in hand included. */
    public int size() {
        return timers.size();
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
            for (; taken < limit; taken++) {
                int handle = firstDue(now);
                if (handle == NONE) {
                    break;
                }
                try {
                    if (!handOut(handle, expiry)) {
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
     * When to poll next: never later than the earliest deadline, and exactly it when that has passed or lies within
     * the running 64 ticks.
     *
     * <p>For a farther one it is the first tick of its bucket; a poll at that tick moves the bucket's timers down, so
     * that a deadline costs at most one early wake-up a level (a day ahead: at most five). It is after the time polled
     * last unless that poll left something due.
     *
     * @return a tick, or {@link Long#MAX_VALUE} when nothing is armed
     */
    public long nextDeadline() {
        if (timers.size() == 0) {
            return Long.MAX_VALUE;
        }
        if (buckets.first(Buckets.ASIDE) != NONE) {
            return Long.MIN_VALUE;
        }
        if (!late.isEmpty()) {
            return timers.deadline[late.first()];
        }
        return cascading == NONE ? Buckets.start(front, buckets.earliest(front)) : front;
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
        for (int handle = buckets.first(Buckets.ASIDE); handle != NONE; handle = buckets.first(Buckets.ASIDE)) {
            buckets.unlink(handle);
            link(handle);
        }
    }

    /** The timer to hand out next, or NONE if nothing is due or the cascades of this poll are used up. */
    private int firstDue(long now) {
        if (!late.isEmpty()) {
            // What is late lies before the front, so if its first is not due, nothing is.
            return timers.deadline[late.first()] <= now ? late.first() : NONE;
        }
        while (cascade()) {
            int bucket = buckets.earliest(front);
            if (bucket == NONE || Buckets.start(front, bucket) > now) {
                front = Math.max(front, now);
                return NONE;
            }
            front = Buckets.start(front, bucket);
            if (Buckets.level(bucket) == 0) {
                return buckets.first(bucket);
            }
            cascading = bucket;
        }
        return NONE;
    }

    /** Moves the timers of the bucket at the front to lower levels; false if this poll may not move them all. */
    private boolean cascade() {
        while (cascading != NONE) {
            int handle = buckets.last(cascading);
            if (handle == NONE) {
                cascading = NONE;
            } else if (cascadesLeft-- > 0) {
                buckets.unlink(handle);
                // From the back to the front: whoever was armed since then already stands behind.
                buckets.prepend(handle, Buckets.bucket(front, timers.deadline[handle]));
            } else {
                return false;
            }
        }
        return true;
    }

    private boolean handOut(int handle, Expiry expiry) {
        boolean accepted = true;
        inHand = handle;
        try {
            accepted = expiry.expire(handle, timers.deadline[handle]);
        } finally {
            if (accepted && inHand == handle) {
                disarm(handle);
            }
            inHand = NONE;
        }
        return accepted;
    }

    private void link(int handle) {
        long deadline = timers.deadline[handle];
        if (polling && deadline <= polledTo) {
            buckets.append(handle, Buckets.ASIDE);
        } else if (deadline < front) {
            late.add(handle);
        } else {
            buckets.append(handle, Buckets.bucket(front, deadline));
        }
    }

    private void unlink(int handle) {
        if (handle == inHand) {
            inHand = NONE;
        }
        if (timers.home[handle] == Late.HOME) {
            late.remove(handle);
        } else {
            buckets.unlink(handle);
        }
    }

    private void requireArmed(int handle) {
        if (!timers.armed(handle)) {
            throw new IllegalArgumentException("Handle " + handle + " is of no armed timer");
        }
    }
}
