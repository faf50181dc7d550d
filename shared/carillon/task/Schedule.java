package carillon.task;

import carillon.cron.CronExpression;
import carillon.cron.CronSchedule;
import carillon.cron.RecurrenceRule;
import carillon.cron.RecurrenceSchedule;
import java.time.ZoneId;

/**
 * The nominal instants of a trigger, computed from each other and never from the present moment.
 *
 * <p>Immutable and safe for use from any thread.
 */
public final class Schedule {

    /** Instead of an instant: the trigger does not fire any more. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Rule rule;
    private final long first;
    /** Of a fixed rate, else 0. */
    private final long periodMillis;

    private final Bounds bounds;

    private Schedule(Rule rule, long first) {
        this(rule, first, 0, Bounds.NONE);
    }

    private Schedule(Rule rule, long first, long periodMillis, Bounds bounds) {
        this.rule = rule;
        this.first = first;
        this.periodMillis = periodMillis;
        this.bounds = bounds;
    }

    /**
     * Compiles the trigger of a task, within the bounds of its definition.
     *
     * @param id of the task, on which its jitter depends
     * @param acceptedAt the instant at which the task was accepted
     * @throws carillon.cron.CronSyntaxException if a cron expression cannot be read
     */
    public static Schedule of(String id, Definition definition, long acceptedAt) {
        return of(definition.trigger(), Bounds.of(id, definition), acceptedAt);
    }

    /** Compiles a trigger within its bounds, without jitter. */
    static Schedule of(Trigger trigger, Recurrence recurrence, long acceptedAt) {
        return of(trigger, Bounds.of(recurrence), acceptedAt);
    }

    private static Schedule of(Trigger trigger, Bounds bounds, long acceptedAt) {
        Schedule plain = of(trigger, acceptedAt);
        long first = plain.first < bounds.start ? plain.next(bounds.start - 1) : plain.first;
        return new Schedule(plain.rule, first > bounds.end ? NEVER : first, plain.periodMillis, bounds);
    }

    /**
     * Compiles a trigger.
     *
     * @param acceptedAt the instant at which the task was accepted
     * @throws carillon.cron.CronSyntaxException if a cron expression or a recurrence rule cannot be read
     */
    public static Schedule of(Trigger trigger, long acceptedAt) {
        return switch (trigger) {
            case Trigger.At at -> once(at.instant());
            case Trigger.Delay delay -> once(acceptedAt + delay.millis());
            case Trigger.Every every -> {
                Long start = every.start();
                long origin = start == null ? acceptedAt : start;
                long first = start == null ? origin + every.periodMillis() : origin;
                long period = every.periodMillis();
                yield new Schedule(after -> afterAtRate(first, period, after), first, period, Bounds.NONE);
            }
            case Trigger.Cron cron -> {
                CronExpression expression = CronExpression.parse(cron.expression(), cron.dialect());
                CronSchedule compiled = new CronSchedule(expression, ZoneId.of(cron.zone()), cron.dst());
                yield new Schedule(compiled::next, compiled.next(acceptedAt));
            }
            case Trigger.Rrule rrule -> {
                Long start = rrule.start();
                RecurrenceSchedule compiled = new RecurrenceSchedule(
                        RecurrenceRule.parse(rrule.rule()),
                        start == null ? acceptedAt : start,
                        ZoneId.of(rrule.zone()),
                        rrule.dst());
                yield new Schedule(compiled::next, compiled.next(acceptedAt - 1));
            }
        };
    }

    /** The first nominal instant, or {@link #NEVER}. */
    public long first() {
        return first;
    }

    /** The earliest nominal instant later than {@code after}, or {@link #NEVER}. */
    public long next(long after) {
        long next = rule.next(Math.max(after, bounds.start - 1));
        return next > Limits.INSTANT_MAX || next > bounds.end ? NEVER : next;
    }

    /**
     * When the occurrence of a nominal instant is due: put off by its jitter, though never to the nominal instant after
     * it, so that no occurrence overtakes another.
     */
    public long due(long nominal) {
        if (nominal == NEVER || bounds.jitter == 0) {
            return nominal;
        }
        return nominal + Jitter.millis(bounds.id, nominal, Math.min(bounds.jitter, next(nominal) - nominal));
    }

    /** When the occurrence of a nominal instant is to be looked after: once it is due, or its task has expired. */
    public long wakeAt(long nominal) {
        return Math.min(due(nominal), bounds.expiresAt);
    }

    /**
     * How many nominal instants there are from one of them to an instant, which does not count itself.
     *
     * @param walkMax how far they are counted where they do not come at a fixed rate
     */
    long count(long first, long end, int walkMax) {
        long last = Math.min(end - 1, bounds.end);
        if (hasFixedRate()) {
            return last < first ? 0 : (last - first) / periodMillis + 1;
        }
        int count = 0;
        for (long each = first; each <= last && count < walkMax; each = next(each)) {
            count++;
        }
        return count;
    }

    boolean hasFixedRate() {
        return periodMillis > 0;
    }

    /** The nominal instant that comes so many instants after one. */
    long following(long nominal, long count) {
        if (hasFixedRate()) {
            return nominal + count * periodMillis;
        }
        long each = nominal;
        for (long i = 0; i < count; i++) {
            each = next(each);
        }
        return each;
    }

    /** When its task expires, or {@link #NEVER}. */
    long expiresAt() {
        return bounds.expiresAt;
    }

    private static Schedule once(long instant) {
        return new Schedule(after -> after < instant ? instant : NEVER, instant);
    }

    private static long afterAtRate(long first, long period, long after) {
        return after < first ? first : first + (Math.floorDiv(after - first, period) + 1) * period;
    }

    private interface Rule {
        long next(long after);
    }

    /** What a definition adds to the rule of its trigger. */
    private record Bounds(String id, long start, long end, long jitter, long expiresAt) {

        static final Bounds NONE = new Bounds("", Long.MIN_VALUE + 1, Limits.INSTANT_MAX, 0, NEVER);

        static Bounds of(String id, Definition definition) {
            Long expiry = definition.expiresAt();
            long expiresAt = expiry == null ? NEVER : expiry;
            if (!definition.trigger().recurs()) {
                return new Bounds(id, NONE.start, NONE.end, 0, expiresAt);
            }
            Recurrence recurrence = definition.recurrence();
            Bounds bounds = of(recurrence);
            return new Bounds(id, bounds.start, bounds.end, recurrence.jitterMillis(), expiresAt);
        }

        static Bounds of(Recurrence recurrence) {
            Long start = recurrence.start();
            Long end = recurrence.end();
            return new Bounds("", start == null ? NONE.start : start, end == null ? NONE.end : end, 0, NEVER);
        }
    }
}
