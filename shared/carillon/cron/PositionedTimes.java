package carillon.cron;

import java.util.stream.LongStream;

/** The wall times of a rule that picks some of each period by their position ({@code BYSETPOS}). Immutable. */
final class PositionedTimes implements WallTimes {
    /** Periods that have times but none at a position asked for; after so many no other is looked at. */
    private static final int PERIODS_MAX = 1_000;

    private static final long DAY = 86_400;

    private final RecurrenceTimes times;
    private final Periods periods;
    private final SignedSet positions;

    PositionedTimes(RecurrenceTimes times, SignedSet positions) {
        this.times = times;
        this.periods = times.periods();
        this.positions = positions;
    }

    @Override
    public long ceiling(long wallSecond) {
        long period = periods.start(periods.index(wallSecond));
        for (int step = 0; step < PERIODS_MAX; step++) {
            long first = times.ceiling(period);
            if (first == NONE) {
                return NONE;
            }
            long end = periods.start(periods.index(first) + 1);
            long picked = isFixed() ? amongDays(first, end, wallSecond) : amongTimes(first, end, wallSecond);
            if (picked != NONE) {
                return picked;
            }
            period = end;
        }
        return NONE;
    }

    @Override
    public boolean isFixed() {
        return times.isFixed();
    }

    @Override
    public boolean repeatsEvery(int seconds) {
        return times.repeatsEvery(seconds);
    }

    /** Every day of the period has the same times, so that they need not be written out. */
    private long amongDays(long first, long end, long wallSecond) {
        TimeOfDay timesOfDay = times.timesOfDay();
        long[] days = times.days().between(Math.floorDiv(first, DAY), Math.floorDiv(end, DAY));
        int perDay = timesOfDay.count();
        for (int index : positions.indices(days.length * perDay)) {
            long time = days[index / perDay] * DAY + timesOfDay.at(index % perDay);
            if (time >= wallSecond) {
                return time;
            }
        }
        return NONE;
    }

    private long amongTimes(long first, long end, long wallSecond) {
        long[] set = LongStream.iterate(first, time -> time < end, time -> times.ceiling(time + 1))
                .toArray();
        for (int index : positions.indices(set.length)) {
            if (set[index] >= wallSecond) {
                return set[index];
            }
        }
        return NONE;
    }
}
