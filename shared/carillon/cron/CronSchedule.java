package carillon.cron;

import java.time.ZoneId;

/**
 * A cron expression in a zone, asked for its next instant. Immutable, and safe for any thread.
 *
 * <p>Fires are on whole seconds, in years 1 to 9999. In a zone whose clock goes from 02:00 to 03:00, {@code 30 2 * * *}
 * fires at 03:30 that day under {@link Dst#DEFAULT}, and {@code *}{@code /30 * * * *} fires at 01:30 and then at 03:00.
 */
public final class CronSchedule {
    /** What {@link #next} answers when the schedule never fires again. */
    public static final long NEVER = Long.MAX_VALUE;

    /** More than any offset from UTC, in seconds: the wall shows no time further away from the instant. */
    private static final int OFFSET_BOUND = 86_400;

    private static final long NONE = WallRule.NONE;

    private final CronExpression expression;
    private final ZoneId zone;
    private final Dst dst;
    private final WallRule rule;
    private final ZoneTransitions transitions;
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
        this.rule = expression.rule();
        this.transitions = ZoneTransitions.of(this.zone);
        this.isPossible = rule.dates().isPossible();
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
        if (!isPossible) {
            return NEVER;
        }
        long from = Math.floorDiv(afterEpochMillis, 1_000) + 1;
        int segment = transitions.segment(from);
        while (true) {
            long fire = firstWithin(segment, from);
            if (fire < transitions.end(segment)) {
                return fire * 1_000;
            }
            long wall = rule.ceiling(from - OFFSET_BOUND);
            from = Math.max(transitions.end(segment), wall - OFFSET_BOUND);
            if (wall == NONE || from >= ZoneTransitions.FOREVER) {
                return NEVER;
            }
            segment = transitions.segment(from);
        }
    }

    /** The first fire at or after an instant if it lies in the segment, else anything behind the segment's end. */
    private long firstWithin(int segment, long from) {
        int offset = transitions.offset(segment);
        if (!rule.isFixed()) {
            return rule.ceiling(from + offset) - offset;
        }
        int before = transitions.offsetBefore(segment);
        long start = transitions.start(segment);
        long fresh = start + before - offset;
        boolean repeats = dst.overlap() == Dst.Overlap.FIRST && from < fresh;
        long fire = rule.ceiling((repeats ? fresh : from) + offset) - offset;
        if (dst.gap() == Dst.Gap.SHIFT && from < start + offset - before) {
            long missing = rule.ceiling(from + before);
            if (missing < start + offset) {
                return Math.min(fire, missing - before);
            }
        }
        return fire;
    }
}
