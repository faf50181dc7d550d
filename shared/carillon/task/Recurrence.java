package carillon.task;

import org.jspecify.annotations.Nullable;

/**
 * The bounds and policies of a schedule; without effect for a task that fires once.
 *
 * @param start no cron expression fires before it, or null; other triggers that have a start hold it themselves
 * @param end the last instant at which the schedule may fire, or null
 * @param maxFires after so many occurrences that were fired the schedule ends, or null; what was skipped and what was
 *     fired by hand does not count, nor what expired, unless it was waiting beside its schedule by then
 * @param jitterMillis below which each occurrence is put off, by a share of it that is always the same for the same
 *     task and nominal instant
 * @param misfireAfterMillis less late than this is just late
 */
public record Recurrence(
        @Nullable Long start,
        @Nullable Long end,
        @Nullable Integer maxFires,
        long jitterMillis,
        Misfire misfire,
        long misfireAfterMillis,
        Overlap overlap) {

    public static final Recurrence DEFAULT =
            new Recurrence(null, null, null, 0, Misfire.FIRE_ONCE, 60_000, Overlap.SKIP);

    public Recurrence withBounds(@Nullable Long newStart, @Nullable Long newEnd, @Nullable Integer newMaxFires) {
        return new Recurrence(newStart, newEnd, newMaxFires, jitterMillis, misfire, misfireAfterMillis, overlap);
    }

    public Recurrence withJitter(long millis) {
        return new Recurrence(start, end, maxFires, millis, misfire, misfireAfterMillis, overlap);
    }

    public Recurrence withMisfire(Misfire other, long afterMillis) {
        return new Recurrence(start, end, maxFires, jitterMillis, other, afterMillis, overlap);
    }

    public Recurrence withOverlap(Overlap other) {
        return new Recurrence(start, end, maxFires, jitterMillis, misfire, misfireAfterMillis, other);
    }

    /** Whether nothing follows once so many occurrences were fired. */
    public boolean isExhausted(int fires) {
        return maxFires != null && fires >= maxFires;
    }
}
