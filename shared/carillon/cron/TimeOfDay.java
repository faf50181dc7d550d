package carillon.cron;

/** The times of day that fire: seconds, minutes and hours, each as the bits of their numbers; none is empty. */
record TimeOfDay(long seconds, long minutes, long hours) {
    /** What {@link #ceiling} answers where the day has no time left. */
    static final int NONE = -1;

    /** The first time that fires, not before this one; both in seconds since midnight. */
    int ceiling(int secondOfDay) {
        int hour = secondOfDay / 3_600;
        int minute = secondOfDay / 60 % 60;
        if (bit(hours, hour) == hour) {
            if (bit(minutes, minute) == minute) {
                int second = bit(seconds, secondOfDay % 60);
                if (second < 64) {
                    return secondOfDay(hour, minute, second);
                }
            }
            int nextMinute = bit(minutes, minute + 1);
            if (nextMinute < 64) {
                return secondOfDay(hour, nextMinute, bit(seconds, 0));
            }
        }
        int nextHour = bit(hours, hour + 1);
        return nextHour < 64 ? secondOfDay(nextHour, bit(minutes, 0), bit(seconds, 0)) : NONE;
    }

    /** The first time of the day that fires, in seconds since midnight. */
    int first() {
        return secondOfDay(bit(hours, 0), bit(minutes, 0), bit(seconds, 0));
    }

    /** Whether the times, day after day, are the same when they are moved by so many seconds. */
    boolean repeatsEvery(int period) {
        if (Long.bitCount(hours) < 24 || period % 60 != 0) {
            return false;
        }
        int shift = Math.floorMod(period / 60, 60);
        return (((minutes << shift) | (minutes >>> (60 - shift))) & ((1L << 60) - 1)) == minutes;
    }

    /** How many times of the day fire. */
    int count() {
        return Long.bitCount(hours) * Long.bitCount(minutes) * Long.bitCount(seconds);
    }

    /** How many times fire within an hour, a minute or a second that has any: 3,600, 60 or 1 seconds. */
    int countWithin(int period) {
        int perMinute = period >= 60 ? Long.bitCount(seconds) : 1;
        return period >= 3_600 ? Long.bitCount(minutes) * perMinute : perMinute;
    }

    /** The time of this index, from 0, among those that fire, in seconds since midnight. */
    int at(int index) {
        int perMinute = Long.bitCount(seconds);
        int perHour = Long.bitCount(minutes) * perMinute;
        return secondOfDay(
                nth(hours, index / perHour),
                nth(minutes, index % perHour / perMinute),
                nth(seconds, index % perMinute));
    }

    /** The bit of this index, from 0, among those that are set. */
    private static int nth(long mask, int index) {
        long rest = mask;
        for (int i = 0; i < index; i++) {
            rest &= rest - 1;
        }
        return Long.numberOfTrailingZeros(rest);
    }

    /** The lowest bit that is set, not below this one; 64 where there is none. */
    private static int bit(long mask, int from) {
        return Long.numberOfTrailingZeros(mask & (-1L << from));
    }

    private static int secondOfDay(int hour, int minute, int second) {
        return (hour * 60 + minute) * 60 + second;
    }
}
