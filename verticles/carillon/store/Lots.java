package carillon.store;

import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Chooses the partition of a new task. What there is, is said on the event loop and read by any thread. */
final class Lots {

    /** The partition that is never dropped. */
    static final int LONG_LIVED = 0;

    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    private volatile Set<Integer> there = Set.of();

    /** Says which partitions of a day there are. */
    void replace(Set<Integer> days) {
        there = Set.copyOf(days);
    }

    /** The day in days since 1970. */
    static int day(long instant) {
        return (int) Math.floorDiv(instant, DAY_MILLIS);
    }

    /** The day of creation for a task that will be over within a day or so, if it has a partition. */
    int of(long createdAt, long due, boolean recurs) {
        int day = day(createdAt);
        return !recurs && due - createdAt <= DAY_MILLIS && there.contains(day) ? day : LONG_LIVED;
    }
}
