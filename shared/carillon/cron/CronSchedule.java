package carillon.cron;

import java.time.ZoneId;
import java.util.Optional;

/**
 * A cron expression in a zone, asked for its next instant. Immutable, and safe for any thread.
 *
 * <p>Fires are on whole seconds, in years 1 to 9999. In a zone whose clock goes from 02:00 to 03:00, {@code 30 2 * * *}
 * fires at 03:30 that day under {@link Dst#DEFAULT}, and {@code *}{@code /30 * * * *} fires at 01:30 and then at 03:00.
 */
public final class CronSchedule {
    /** What {@link #next} answers when the schedule never fires again. */
    public static final long NEVER = ZonedTimes.NEVER;

    private final CronExpression expression;
    private final ZoneId zone;
    private final Dst dst;
    private final ZonedTimes times;
    private final boolean isPossible;

    /**
     * A schedule of an expression.
     *
     * @param zone the zone in which it is read, unless the expression itself names one
     */
    public CronSchedule(CronExpression expression, ZoneId zone, Dst dst) {
        this.expression = expression;
        this.zone = expression.zone().orElse(zone);
        this.dst = dst;
        this.times = new ZonedTimes(expression.rule(), this.zone, dst);
        this.isPossible = expression.rule().dates().isPossible();
    }

    public CronExpression expression() {
        return expression;
    }

    /** The zone in which the expression is read. */
    public ZoneId zone() {
        return zone;
    }

    public Dst dst() {
        return dst;
    }

    /**
     * The first fire strictly after an instant, both in milliseconds since the epoch; {@link #NEVER} when there is none
     * up to the end of the year 9999. Allocates nothing.
     */
    public long next(long afterEpochMillis) {
        return isPossible ? times.next(afterEpochMillis) : NEVER;
    }

    /** Whether any date can fire: 30 February never does. */
    public boolean isPossible() {
        return isPossible;
    }

    /** The schedule in words, without its zone, for example {@code at 09:00 on weekdays}. */
    public String explanation() {
        return expression.explanation();
    }

    /**
     * What the next change of the zone's clock does that moves, drops or doubles a fire, in words: {@code on 29 March
     * 2026 at 03:30 instead of 02:30, because the clock goes forward}. Empty where none does that comes after the first
     * instant and not after the second, both in milliseconds since the epoch.
     */
    public Optional<String> clockChange(long fromEpochMillis, long untilEpochMillis) {
        return times.clockChange(fromEpochMillis, untilEpochMillis);
    }
}
