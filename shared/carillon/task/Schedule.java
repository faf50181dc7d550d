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

    private Schedule(Rule rule, long first) {
        this.rule = rule;
        this.first = first;
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
                yield new Schedule(after -> afterAtRate(first, every.periodMillis(), after), first);
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
        long next = rule.next(after);
        return next > Limits.INSTANT_MAX ? NEVER : next;
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
}
