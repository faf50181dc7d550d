package carillon.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * A recurrence rule that counts from an instant in a zone, asked for its next instant. Immutable, and safe for any
 * thread.
 *
 * <p>The rule is read in wall time: a daily rule keeps its time of day when the clock is changed, and what becomes of
 * times that are missing or come twice is said by {@link Dst}. An hourly, minutely or secondly rule follows the clock
 * as it runs, as a cron pattern does. {@code COUNT} counts wall times.
 */
public final class RecurrenceSchedule {
    /** What {@link #next} answers when the schedule never fires again. */
    public static final long NEVER = ZonedTimes.NEVER;

    private final RecurrenceRule rule;
    private final ZoneId zone;
    private final ZonedTimes times;
    private final long startMillis;

    /**
     * A schedule of a rule.
     *
     * @param startMillis the instant it counts from, which fires only if the rule matches it; in milliseconds since the
     *     epoch, rounded up to a second
     */
    public RecurrenceSchedule(RecurrenceRule rule, long startMillis, ZoneId zone, Dst dst) {
        this.rule = rule;
        this.zone = zone;
        this.startMillis = startMillis;
        this.times = new ZonedTimes(wallTimes(rule, origin(), zone), zone, dst);
    }

    /**
     * The first fire strictly after an instant, both in milliseconds since the epoch; {@link #NEVER} when there is none
     * up to the end of the year 9999, or none was found in 10,000 steps.
     */
    public long next(long afterEpochMillis) {
        return times.next(Math.max(afterEpochMillis, startMillis - 1));
    }

    /** The schedule in words, without its zone, for example {@code at 09:00 on weekdays}. */
    public String explanation() {
        return new RecurrenceWords(rule, origin()).words();
    }

    /**
     * What the next change of the zone's clock does that moves, drops or doubles a fire, in words: {@code on 29 March
     * 2026 at 03:30 instead of 02:30, because the clock goes forward}. Empty where none does that comes after the first
     * instant and not after the second, both in milliseconds since the epoch.
     */
    public Optional<String> clockChange(long fromEpochMillis, long untilEpochMillis) {
        return times.clockChange(fromEpochMillis, untilEpochMillis);
    }

    /** The wall time that the rule counts from. */
    private long origin() {
        return wall(Math.ceilDiv(startMillis, 1_000L), zone);
    }

    private static WallTimes wallTimes(RecurrenceRule rule, long origin, ZoneId zone) {
        RecurrenceTimes each = new RecurrenceTimes(rule, origin);
        SearchedTimes times = rule.has(ByPart.BYSETPOS)
                ? new PositionedTimes(each, SignedSet.of(rule.values(ByPart.BYSETPOS)))
                : each;
        RecurrenceRule.Until until = rule.until();
        Integer count = rule.count();
        if (until != null) {
            return new BoundedTimes(times, origin, until.isUtc() ? wall(until.second(), zone) : until.second());
        }
        return count == null
                ? new BoundedTimes(times, origin, WallTimes.NONE)
                : BoundedTimes.counted(times, origin, count);
    }

    private static long wall(long second, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        return second + rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    }
}
