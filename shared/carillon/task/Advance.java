package carillon.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a schedule goes on, and what it passes over on the way, computed from the nominal instants alone.
 *
 * <p>An occurrence that comes due while the one before it is running, or waits for another attempt, overlaps it. One
 * that was due before that had started is late; later than it may be, it is a misfire.
 *
 * @param next the nominal instant of the next occurrence, or null if there is none
 * @param firstSkipped the first nominal instant that was passed over; meaningless if none was
 * @param skipped how many were passed over, counted up to {@link #COUNT_MAX} unless it is a fixed rate
 * @param outcome of what was passed over
 * @param reason why they were passed over
 */
public record Advance(@Nullable Long next, long firstSkipped, long skipped, Outcome outcome, String reason) {

    public static final int COUNT_MAX = 10_000;

    static final String OVERLAP = "came due while the occurrence before it was running";
    static final String EXPIRED = "had not started when the task expired";

    /** To the next nominal instant, with nothing passed over. */
    static Advance to(long next) {
        return new Advance(next == Schedule.NEVER ? null : next, 0, 0, Outcome.SKIPPED, "");
    }

    /**
     * The way on from an occurrence that was fired, where occurrences must not overlap.
     *
     * @param nominal the occurrence that ended
     * @param startedAt when its first attempt started
     * @param now when it ended
     * @param fires how many occurrences were fired, this one included
     */
    public static Advance after(
            Schedule schedule, Recurrence recurrence, long nominal, long startedAt, long now, int fires) {
        if (recurrence.isExhausted(fires)) {
            return to(Schedule.NEVER);
        }
        long next = schedule.next(nominal);
        long due = schedule.due(next);
        long dueBy = Math.min(now, schedule.expiresAt());
        if (due > dueBy) {
            return to(next);
        }
        if (due > startedAt) {
            return passOver(schedule, next, firstDueAfter(schedule, next, dueBy), Outcome.SKIPPED, OVERLAP);
        }
        Advance made = schedule.expiresAt() <= now ? null : misfire(schedule, recurrence, next, now);
        return made == null ? to(next) : made;
    }

    /**
     * The way on from an occurrence that is fired beside its schedule.
     *
     * @param fires how many occurrences were fired, this one included
     */
    public static Advance beside(Schedule schedule, Recurrence recurrence, long nominal, int fires) {
        return to(recurrence.isExhausted(fires) ? Schedule.NEVER : schedule.next(nominal));
    }

    /** The way on from an occurrence for which there is no room. */
    public static Advance crowdedOut(Schedule schedule, long nominal) {
        String reason = Limits.OVERLAPPING_MAX + " occurrences of the task are running or waiting already";
        return passOver(schedule, nominal, schedule.next(nominal), Outcome.SKIPPED, reason);
    }

    /** Ends a schedule whose task has expired: from a nominal instant on all that was to have started by then. */
    public static Advance expired(Schedule schedule, long nominal, long expiresAt) {
        long end = Math.max(schedule.next(nominal), schedule.next(expiresAt - 1));
        Advance passed = passOver(schedule, nominal, end, Outcome.EXPIRED, EXPIRED);
        return new Advance(null, nominal, passed.skipped, Outcome.EXPIRED, EXPIRED);
    }

    /** The way on from an occurrence that has not started and is too late to start, or null if it may start. */
    public static @Nullable Advance misfire(Schedule schedule, Recurrence recurrence, long nominal, long now) {
        long latest = now - recurrence.misfireAfterMillis();
        if (schedule.due(nominal) >= latest) {
            return null;
        }
        String late = "more than " + Duration.ofMillis(recurrence.misfireAfterMillis()) + " late";
        return switch (recurrence.misfire()) {
            case FIRE_ALL -> null;
            case SKIP ->
                passOver(schedule, nominal, firstDueAfter(schedule, nominal, latest - 1), Outcome.SKIPPED, late);
            case FIRE_ONCE -> {
                long last = lastDue(schedule, nominal, now);
                yield last == nominal
                        ? null
                        : passOver(schedule, nominal, last, Outcome.SKIPPED, late + "; only the latest is made up for");
            }
        };
    }

    /** The way on from an occurrence that its maxLateness keeps from starting, past all that it does. */
    public static Advance late(Schedule schedule, long nominal, MaxLateness most, long now) {
        long end = firstDueAfter(schedule, nominal, now - most.millis() - 1);
        return passOver(schedule, nominal, end, Outcome.SKIPPED, most.reason());
    }

    /**
     * The last of the nominal instants that were passed over.
     *
     * @param next where the schedule goes on, right behind them, or null if it does not: then they are counted out
     */
    public static long last(Schedule schedule, long first, long count, @Nullable Long next) {
        if (next == null || schedule.hasFixedRate()) {
            return schedule.following(first, count - 1);
        }
        long last = first;
        for (long back = 1_000, each = next; each >= next; back *= 2) {
            each = next - back <= first ? first : schedule.next(next - back);
            for (long later = each; later < next; later = schedule.next(later)) {
                last = later;
            }
        }
        return last;
    }

    private static Advance passOver(Schedule schedule, long first, long end, Outcome outcome, String reason) {
        long count = schedule.count(first, end, COUNT_MAX);
        return new Advance(end == Schedule.NEVER ? null : end, first, count, outcome, reason);
    }

    /** The latest nominal instant that is due by now. */
    private static long lastDue(Schedule schedule, long nominal, long now) {
        long last = nominal;
        for (long each = shortlyBefore(schedule, nominal, now); schedule.due(each) <= now; each = schedule.next(each)) {
            last = each;
        }
        return last;
    }

    /** The earliest nominal instant from a given one on that is due after now. */
    private static long firstDueAfter(Schedule schedule, long nominal, long now) {
        long each = shortlyBefore(schedule, nominal, now);
        while (schedule.due(each) <= now) {
            each = schedule.next(each);
        }
        return each;
    }

    /**
     * A nominal instant that is due by now and little earlier than the latest such, from a given one on; that one if
     * none is. Found by looking back ever farther, so that a long pause costs little.
     */
    private static long shortlyBefore(Schedule schedule, long nominal, long now) {
        for (long back = 1_000; ; back *= 2) {
            long from = now - back;
            if (from <= nominal) {
                return nominal;
            }
            long found = schedule.next(from);
            if (schedule.due(found) <= now) {
                return found;
            }
        }
    }
}
