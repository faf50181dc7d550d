package carillon.cron;

/**
 * The periods of a recurrence rule that count: every interval-th year, month, week, day, hour, minute or second. Times
 * are wall times in seconds. Immutable.
 */
record Periods(Frequency frequency, int interval, int weekStart, long origin) {
    private static final long DAY = 86_400;

    /** The first moment not before this one that lies in a period that counts. */
    long align(long wall) {
        if (interval == 1) {
            return wall;
        }
        long index = index(wall);
        long off = Math.floorMod(index - index(origin), (long) interval);
        return off == 0 ? wall : start(index + interval - off);
    }

    /** Whether those that count are the same when they are moved by so many seconds. */
    boolean repeatEvery(int seconds) {
        return frequency.isWithinDay() && seconds % (frequency.seconds() * interval) == 0;
    }

    /** When the period that holds a moment begins. */
    long start(long index) {
        return switch (frequency) {
            case YEARLY -> CivilDate.epochDay((int) Math.min(index, YearSet.LAST + 1L), 1, 1) * DAY;
            case MONTHLY -> monthStart(Math.min(index, (YearSet.LAST + 1L) * 12));
            case WEEKLY -> (index * 7 - 4 + weekStart) * DAY;
            case DAILY -> index * DAY;
            case HOURLY -> index * 3_600;
            case MINUTELY -> index * 60;
            case SECONDLY -> index;
        };
    }

    /** The number of the period that holds a moment. */
    long index(long wall) {
        long day = Math.floorDiv(wall, DAY);
        return switch (frequency) {
            case YEARLY -> CivilDate.year(CivilDate.packed(day));
            case MONTHLY -> {
                long date = CivilDate.packed(day);
                yield CivilDate.year(date) * 12L + CivilDate.month(date) - 1;
            }
            // 1970-01-01 was a Thursday, the fourth day of a week that begins on Sunday
            case WEEKLY -> Math.floorDiv(day + 4 - weekStart, 7L);
            case DAILY -> day;
            case HOURLY -> Math.floorDiv(wall, 3_600L);
            case MINUTELY -> Math.floorDiv(wall, 60L);
            case SECONDLY -> wall;
        };
    }

    private static long monthStart(long index) {
        return CivilDate.epochDay((int) Math.floorDiv(index, 12L), (int) Math.floorMod(index, 12L) + 1, 1) * DAY;
    }
}
