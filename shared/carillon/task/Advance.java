package carillon.task;

import org.jspecify.annotations.Nullable;

/**
 * Where a schedule goes on after an occurrence, computed from the nominal instants alone.
 *
 * <p>What came due while the occurrence was running is skipped. What was due before it started is late: it follows, one
 * after the other, unless it is later than {@link #MISFIRE_MILLIS}, when only the latest nominal instant is made up for
 * and the others are skipped.
 *
 * @param next the nominal instant of the next occurrence, or null if there is none
 * @param firstSkipped the first nominal instant that was passed over; meaningless if none was
 * @param skipped how many were passed over, counted up to {@link #COUNT_MAX}
 * @param reason why they were passed over
 */
public record Advance(@Nullable Long next, long firstSkipped, int skipped, String reason) {

    /** Less late than this is just late. */
    public static final long MISFIRE_MILLIS = 60_000;

    public static final int COUNT_MAX = 10_000;

    static final String OVERLAP = "came due while the occurrence before it was running";
    static final String MISFIRE = "more than 60 s late; only the latest instant is made up for";

    /**
     * The way on.
     *
     * @param nominal the occurrence that ended
     * @param startedAt when its last attempt started
     * @param now when it ended
     */
    public static Advance after(Schedule schedule, long nominal, long startedAt, long now) {
        long next = schedule.next(nominal);
        if (next > now) {
            return new Advance(orNull(next), 0, 0, "");
        }
        if (next > startedAt) {
            return passOver(schedule, next, schedule.next(now), OVERLAP);
        }
        return misfired(schedule, next, now) ? makeUp(schedule, next, now) : new Advance(next, 0, 0, "");
    }

    /** Whether an occurrence that has not started is to be passed over for a later one. */
    public static boolean misfired(Schedule schedule, long nominal, long now) {
        return now - nominal > MISFIRE_MILLIS && schedule.next(nominal) <= now;
    }

    /** Passes over all from a nominal instant on but the latest that is not after now. */
    public static Advance makeUp(Schedule schedule, long nominal, long now) {
        return passOver(schedule, nominal, latest(schedule, nominal, now), MISFIRE);
    }

    /**
     * The last of the nominal instants that were passed over.
     *
     * @param next where the schedule goes on, right behind them, or null if it does not: then they are counted out
     */
    public static long last(Schedule schedule, long first, int count, @Nullable Long next) {
        long last = first;
        if (next == null) {
            for (int i = 1; i < count; i++) {
                last = schedule.next(last);
            }
            return last;
        }
        for (long back = 1_000, each = next; each >= next; back *= 2) {
            each = next - back <= first ? first : schedule.next(next - back);
            for (long later = each; later < next; later = schedule.next(later)) {
                last = later;
            }
        }
        return last;
    }

    private static Advance passOver(Schedule schedule, long first, long next, String reason) {
        int count = 0;
        for (long each = first; each < next && count < COUNT_MAX; each = schedule.next(each)) {
            count++;
        }
        return new Advance(orNull(next), first, count, reason);
    }

    /** The latest nominal instant up to now, found by looking back ever farther, so that a long pause costs little. */
    private static long latest(Schedule schedule, long nominal, long now) {
        for (long back = 1_000; ; back *= 2) {
            long from = Math.max(nominal, now - back);
            long found = from == nominal ? nominal : schedule.next(from);
            if (found <= now) {
                for (long later = schedule.next(found); later <= now; later = schedule.next(found)) {
                    found = later;
                }
                return found;
            }
        }
    }

    private static @Nullable Long orNull(long instant) {
        return instant == Schedule.NEVER ? null : instant;
    }
}
