package carillon.cron;

import java.time.ZoneId;
import java.util.Optional;

/** Wall times in a zone whose clock may be changed, asked for the next instant. Immutable; allocates nothing. */
final class ZonedTimes {
    /** Instead of an instant: there is none any more. */
    static final long NEVER = Long.MAX_VALUE;

    /** More than any offset from UTC, in seconds: the wall shows no time further away from the instant. */
    private static final int OFFSET_BOUND = 86_400;

    private final WallTimes times;
    private final Dst dst;
    private final ZoneTransitions transitions;

    ZonedTimes(WallTimes times, ZoneId zone, Dst dst) {
        this.times = times;
        this.dst = dst;
        this.transitions = ZoneTransitions.of(zone);
    }

    /** The first fire strictly after an instant, both in milliseconds since the epoch, or {@link #NEVER}. */
    long next(long afterEpochMillis) {
        long from = Math.floorDiv(afterEpochMillis, 1_000) + 1;
        int segment = transitions.segment(from);
        while (true) {
            long fire = firstWithin(segment, from);
            if (fire < transitions.end(segment)) {
                return fire * 1_000;
            }
            long wall = times.ceiling(from - OFFSET_BOUND);
            from = Math.max(transitions.end(segment), wall - OFFSET_BOUND);
            if (wall == WallTimes.NONE || from >= ZoneTransitions.FOREVER) {
                return NEVER;
            }
            segment = transitions.segment(from);
        }
    }

    /**
     * What the next change of the zone's clock does that moves, drops or doubles a fire, in words; empty where none
     * does that comes after the first instant and not after the second, both in milliseconds since the epoch.
     */
    Optional<String> clockChange(long fromEpochMillis, long untilEpochMillis) {
        return new ClockChanges(times, dst, transitions)
                .words(Math.floorDiv(fromEpochMillis, 1_000L), Math.floorDiv(untilEpochMillis, 1_000L));
    }

    /** The first fire at or after an instant if it lies in the segment, else anything behind the segment's end. */
    private long firstWithin(int segment, long from) {
        int offset = transitions.offset(segment);
        if (!times.isFixed()) {
            return times.ceiling(from + offset) - offset;
        }
        int before = transitions.offsetBefore(segment);
        long start = transitions.start(segment);
        long fresh = start + before - offset;
        boolean repeats = dst.overlap() == Dst.Overlap.FIRST && from < fresh;
        long fire = times.ceiling((repeats ? fresh : from) + offset) - offset;
        if (dst.gap() == Dst.Gap.SHIFT && from < start + offset - before) {
            long missing = times.ceiling(from + before);
            if (missing < start + offset) {
                return Math.min(fire, missing - before);
            }
        }
        return fire;
    }
}
