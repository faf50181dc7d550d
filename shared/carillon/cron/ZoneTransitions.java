package carillon.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clock changes of a zone as primitive tables, from the first known to the end of time. They cut time into segments
 * of one offset each: segment 0 lies before the first change, segment n begins with change n - 1.
 *
 * <p>A zone's list of changes ends with rules for every year to come, and such rules repeat exactly with the Gregorian
 * calendar, every 400 years. So one cycle of changes is kept after the list, and later instants are folded into it: no
 * look-up ever goes back to {@link ZoneRules}, which allocates. Immutable.
 */
final class ZoneTransitions {
    /** The end of the last segment, later than every instant of the calendar. */
    static final long FOREVER = Long.MAX_VALUE >> 3;

    private static final long CYCLE_SECONDS = 146_097L * 86_400;
    private static final int CYCLE_YEARS = 400;
    private static final Map<ZoneId, ZoneTransitions> REGIONS = new ConcurrentHashMap<>();

    private final long[] at;
    private final int[] offsets;
    private final int cycleSize;

    private ZoneTransitions(ZoneRules rules) {
        List<ZoneOffsetTransition> changes = new ArrayList<>(rules.getTransitions());
        cycleSize = rules.getTransitionRules().size() * CYCLE_YEARS;
        ZoneOffset first = rules.getOffset(Instant.MIN);
        Instant last = changes.isEmpty()
                ? Instant.EPOCH
                : changes.get(changes.size() - 1).getInstant();
        for (int i = 0; i < cycleSize; i++) {
            ZoneOffsetTransition change = rules.nextTransition(last);
            changes.add(change);
            last = change.getInstant();
        }
        at = changes.stream().mapToLong(ZoneOffsetTransition::toEpochSecond).toArray();
        offsets = new int[at.length + 1];
        offsets[0] = first.getTotalSeconds();
        for (int i = 0; i < at.length; i++) {
            offsets[i + 1] = changes.get(i).getOffsetAfter().getTotalSeconds();
        }
    }

    /**
     * The table of a zone. Those of zones whose clock changes are made once and shared, and there are only so many; the
     * tiny ones of fixed offsets, of which a caller can name any number, are not kept.
     */
    static ZoneTransitions of(ZoneId zone) {
        return zone.getRules().isFixedOffset()
                ? new ZoneTransitions(zone.getRules())
                : REGIONS.computeIfAbsent(zone, region -> new ZoneTransitions(region.getRules()));
    }

    /** The segment that holds an instant, given in seconds since the epoch. */
    int segment(long epochSecond) {
        if (cycleSize == 0 || epochSecond < at[at.length - 1]) {
            return changesUntil(epochSecond);
        }
        long cycles = (epochSecond - at[at.length - cycleSize]) / CYCLE_SECONDS;
        return changesUntil(epochSecond - cycles * CYCLE_SECONDS) + (int) cycles * cycleSize;
    }

    /** When a segment begins. */
    long start(int segment) {
        return segment == 0 ? -FOREVER : change(segment - 1);
    }

    /** When a segment ends, exclusive. */
    long end(int segment) {
        return change(segment);
    }

    /** By how many seconds the wall clock is ahead of UTC in a segment. */
    int offset(int segment) {
        return offsets[segment < offsets.length ? segment : segment - foldedCycles(segment - 1) * cycleSize];
    }

    /** The offset before the segment's beginning; its own offset where it has none. */
    int offsetBefore(int segment) {
        return offset(Math.max(0, segment - 1));
    }

    private long change(int index) {
        if (index < at.length) {
            return at[index];
        }
        if (cycleSize == 0) {
            return FOREVER;
        }
        int cycles = foldedCycles(index);
        return at[index - cycles * cycleSize] + cycles * CYCLE_SECONDS;
    }

    /** How many whole cycles to go back from a change behind the table so that it falls into the table. */
    private int foldedCycles(int index) {
        return (index - at.length) / cycleSize + 1;
    }

    private int changesUntil(long epochSecond) {
        int low = 0;
        int high = at.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at[middle] <= epochSecond) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
