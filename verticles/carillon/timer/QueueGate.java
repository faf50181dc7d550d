package carillon.timer;

import carillon.message.QueueState;
import carillon.task.Priority;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the wheel and delivery for one queue: says which entry goes next, and when.
 *
 * <p>Attempts take up room from their order to their result. A start counts against the rate from its order on, and as
 * long as {@link StartWindow} says. What is ordered in its place starts after that order, so that the limit holds at
 * the receiver, without comparing clocks. The next order waits until the one before has begun, and a little more where
 * there is a rate, so that starts keep the order of the line.
 *
 * <p>Time is an argument: readings of the monotonic clock.
 */
final class QueueGate {

    /** Instead of a wait: until something happens. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * How long an order is waited for that does not begin, for it may wait for its receiver: longer than a process that
     * is out of breath stands still, and no longer than an order is kept that finds no room.
     */
    static final long PATIENCE_NANOS = 5_000_000_000L;

    /** The longest pause that is kept between two starts; shorter where the rate needs it. */
    private static final long PACE_NANOS_MAX = 50_000_000;

    private static final double SECOND_NANOS = 1e9;

    private static final Comparator<Entry> ORDER = Comparator.<Entry, Priority>comparing(
                    entry -> entry.pending.definition().priority())
            .thenComparing(Line.ORDER);

    final String name;
    /** Where the starts of its tasks are measured; null until one is. */
    LatenessMetrics.@Nullable OfQueue measured;

    private final Map<Priority, Line> lines = new EnumMap<>(Priority.class);
    private final Map<AttemptName, Running> running = new HashMap<>();
    private final Set<Entry> charging = new HashSet<>();
    private final StartWindow starts = new StartWindow();

    private QueueState state;
    private int unbegun;
    private @Nullable Running latest;
    private @Nullable Long lastBegunNanos;
    private boolean braked;
    private boolean busy;
    private boolean closed;
    private long opensNanos;

    private static final class Running {
        final long timeoutMillis;
        final long orderedNanos;
        final long overNanos;
        boolean begun;

        Running(long timeoutMillis, long orderedNanos, long overNanos) {
            this.timeoutMillis = timeoutMillis;
            this.orderedNanos = orderedNanos;
            this.overNanos = overNanos;
        }
    }

    QueueGate(QueueState state) {
        name = state.name();
        this.state = state;
        for (Priority priority : Priority.values()) {
            lines.put(priority, new Line());
        }
    }

    QueueState state() {
        return state;
    }

    /** Takes over what was set. A new rate counts from now on. */
    void set(QueueState other, long nowNanos) {
        boolean rateChanged = other.settings().ratePerSecond() != null
                && !other.settings().ratePerSecond().equals(state.settings().ratePerSecond());
        state = other;
        braked = other.paused();
        if (rateChanged) {
            closeForWindow(nowNanos);
        }
    }

    /** Starts nothing, from this moment on. */
    void brake() {
        braked = true;
    }

    boolean isBraked() {
        return braked;
    }

    /** Whether a write about the queue is under way, before which nothing starts that depends on it. */
    void busy(boolean underWay) {
        busy = underWay;
    }

    boolean isBusy() {
        return busy;
    }

    /** Starts nothing before a moment: attempts may run, or have started, of which this gate does not know. */
    void closeUntil(long nanos) {
        opensNanos = closed ? Math.max(opensNanos, nanos) : nanos;
        closed = true;
    }

    /** Starts nothing within a window of a moment, before which there may have been starts unknown here. */
    void closeForWindow(long sinceNanos) {
        Double rate = state.settings().ratePerSecond();
        if (rate != null) {
            closeUntil(sinceNanos + windowNanos(rate) + StartWindow.GRACE_NANOS);
        }
    }

    private static long windowNanos(double rate) {
        return Math.round(SECOND_NANOS / Math.min(1, rate));
    }

    /** How many wait here; those that were left out are not known. */
    int held() {
        return lines.values().stream().mapToInt(Line::size).sum();
    }

    /** Whether something was left out, and not read since. */
    boolean isCut() {
        return lines.values().stream().anyMatch(line -> line.missed() != null);
    }

    Line line(Priority priority) {
        Line line = lines.get(priority);
        if (line == null) {
            throw new IllegalStateException("no line for " + priority);
        }
        return line;
    }

    /** Takes a due entry in. */
    void add(Entry entry) {
        entry.gate = this;
        lineOf(entry).add(entry);
    }

    /** An entry does not wait here any more. */
    void remove(Entry entry) {
        lineOf(entry).remove(entry);
        charging.remove(entry);
        entry.gate = null;
    }

    /** The entry that goes next: the most urgent one, the first of its line. Null if there is none. */
    @Nullable
    Entry next() {
        for (Line line : lines.values()) {
            Entry first = line.first();
            if (first != null) {
                return first;
            }
        }
        return null;
    }

    /** How long the next entry has to wait, in nanoseconds; 0 if it may go, {@link #NEVER} until something happens. */
    long waitNanos(Entry next, long nowNanos) {
        boolean overtakes = !next.suspect && charging.stream().anyMatch(each -> ORDER.compare(each, next) < 0);
        return overtakes ? NEVER : waitNanos(nowNanos);
    }

    private long waitNanos(long nowNanos) {
        Integer concurrency = state.settings().concurrency();
        if (braked || busy || concurrency != null && running.size() + charging.size() >= concurrency) {
            return NEVER;
        }
        closed = closed && opensNanos - nowNanos > 0;
        long wait = closed ? opensNanos - nowNanos : 0;
        if (latest != null && !latest.begun) {
            wait = Math.max(wait, latest.orderedNanos + PATIENCE_NANOS - nowNanos);
        }
        Double rate = state.settings().ratePerSecond();
        return rate == null ? wait : Math.max(wait, rateWaitNanos(rate, nowNanos));
    }

    private long rateWaitNanos(double rate, long nowNanos) {
        int startsMax = (int) Math.max(1, rate);
        int counted = starts.count(nowNanos, windowNanos(rate));
        if (counted + unbegun + charging.size() >= startsMax) {
            return counted == 0 ? NEVER : starts.waitNanos(nowNanos, windowNanos(rate));
        }
        long pace = Math.min(PACE_NANOS_MAX, windowNanos(rate) / startsMax / 2);
        return lastBegunNanos == null ? 0 : lastBegunNanos + pace - nowNanos;
    }

    /** The next entry's attempt is being written down first; it keeps its room for that while. */
    void charge(Entry entry) {
        entry.gate = this;
        charging.add(entry);
    }

    /** An attempt was ordered, or is known from the owner before, and ends before a moment, whatever happens. */
    void ordered(AttemptName attempt, long timeoutMillis, long nowNanos, long overNanos) {
        Running ordered = new Running(timeoutMillis, nowNanos, overNanos);
        Running before = running.put(attempt, ordered);
        if (before == null || before.begun) {
            unbegun++;
        }
        latest = ordered;
    }

    /** An attempt started, not later than now. */
    void began(AttemptName attempt, long nowNanos) {
        Running started = running.get(attempt);
        if (started != null && !started.begun) {
            started.begun = true;
            unbegun--;
            lastBegunNanos = nowNanos;
            if (state.settings().ratePerSecond() != null) {
                starts.began(attempt, nowNanos);
            }
        }
    }

    /** An attempt ended, or will never start. */
    void ended(AttemptName attempt, boolean started, long nowNanos) {
        if (started) {
            began(attempt, nowNanos);
        }
        starts.ended(attempt, nowNanos);
        Running gone = running.remove(attempt);
        if (gone != null) {
            if (!gone.begun) {
                unbegun--;
            }
            if (gone.equals(latest)) {
                latest = null;
            }
        }
    }

    /** Gives up attempts of which nothing was heard until after their time, and names them. */
    Set<AttemptName> expire(long nowNanos) {
        closed = closed && opensNanos - nowNanos > 0;
        Set<AttemptName> over = new HashSet<>();
        running.forEach((attempt, each) -> {
            if (each.overNanos - nowNanos <= 0) {
                over.add(attempt);
            }
        });
        over.forEach(attempt -> ended(attempt, true, nowNanos));
        return over;
    }

    /** Why what waits here does, for people. */
    String reason() {
        return braked ? "the queue " + name + " is paused" : "it waits for its turn in the queue " + name;
    }

    /** What runs, and how much longer it may, in nanoseconds. */
    Map<AttemptName, Long> running(long nowNanos) {
        Map<AttemptName, Long> left = new HashMap<>();
        running.forEach((attempt, each) -> left.put(attempt, Math.max(0, each.overNanos - nowNanos)));
        return left;
    }

    /** The longest time-out of what runs, in milliseconds. */
    long longestMillis() {
        return running.values().stream()
                .mapToLong(each -> each.timeoutMillis)
                .max()
                .orElse(0);
    }

    /** Whether nothing would be lost if it were made anew. */
    boolean isIdle() {
        return lines.values().stream().allMatch(Line::isEmpty)
                && running.isEmpty()
                && charging.isEmpty()
                && !busy
                && !closed
                && state.equals(QueueState.of(name));
    }

    private Line lineOf(Entry entry) {
        return line(entry.pending.definition().priority());
    }
}
