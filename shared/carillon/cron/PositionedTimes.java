package carillon.cron;

/** The wall times of a rule that picks some of each period by their position ({@code BYSETPOS}). Immutable. */
final class PositionedTimes implements SearchedTimes {
    private static final long DAY = 86_400;

    private final RecurrenceTimes times;
    private final Periods periods;
    private final SignedSet positions;
    private final boolean isPossible;

    PositionedTimes(RecurrenceTimes times, SignedSet positions) {
        this.times = times;
        this.periods = times.periods();
        this.positions = positions;
        this.isPossible = positions.reach(sizeMax());
    }

    @Override
    public long ceiling(long wallSecond, Steps steps) {
        long wall = periods.start(periods.index(wallSecond));
        while (isPossible && steps.take()) {
            long next = times.onwards(wall);
            if (next == NONE) {
                return NONE;
            }
            if (next == wall) {
                next = periods.start(periods.index(wall) + 1);
                long picked = isFixed() ? amongDays(wall, next, wallSecond) : amongTimes(wall, wallSecond);
                if (picked != NONE) {
                    return picked;
                }
            }
            wall = next;
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

    /** No period has more times; of those within a day, each that has any has so many. */
    private int sizeMax() {
        TimeOfDay timesOfDay = times.timesOfDay();
        return switch (periods.frequency()) {
            case YEARLY -> timesOfDay.count() * 366;
            case MONTHLY -> timesOfDay.count() * 31;
            case WEEKLY -> timesOfDay.count() * 7;
            case DAILY -> timesOfDay.count();
            case HOURLY, MINUTELY, SECONDLY ->
                timesOfDay.countWithin((int) periods.frequency().seconds());
        };
    }

    /** Every day of the period has the same times, so that they need not be written out. */
    private long amongDays(long first, long end, long wallSecond) {
        TimeOfDay timesOfDay = times.timesOfDay();
        int perDay = timesOfDay.count();
        long firstDay = Math.floorDiv(first, DAY);
        long endDay = Math.floorDiv(end, DAY);
        int size = times.days().count(firstDay, endDay) * perDay;
        if (!positions.reach(size)) {
            return NONE;
        }
        for (int index : positions.indices(size)) {
            long time = times.days().at(index / perDay, firstDay) * DAY + timesOfDay.at(index % perDay);
            if (time >= wallSecond) {
                return time;
            }
        }
        return NONE;
    }

    /** Every hour or minute that has times has the same ones. */
    private long amongTimes(long first, long wallSecond) {
        TimeOfDay timesOfDay = times.timesOfDay();
        int seconds = (int) periods.frequency().seconds();
        long start = first - Math.floorMod(first, seconds);
        for (int index : positions.indices(sizeMax())) {
            long time = start + timesOfDay.at(index) % seconds;
            if (time >= wallSecond) {
                return time;
            }
        }
        return NONE;
    }
}
