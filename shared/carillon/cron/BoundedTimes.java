package carillon.cron;

/**
 * Those of other wall times that lie between two moments, both included.
 *
 * @param last {@link #NONE} for no end
 */
record BoundedTimes(WallTimes times, long first, long last) implements WallTimes {

    /** The steps in which all times of a count are found, or else are taken never to come. */
    private static final int STEPS_MAX = 20_000;

    /** A number of times from a moment on; walks through them. */
    static BoundedTimes counted(SearchedTimes times, long first, int count) {
        Steps steps = new Steps(STEPS_MAX);
        long last = first - 1;
        for (int i = 0; i < count; i++) {
            long next = times.ceiling(last + 1, steps);
            if (next == NONE) {
                break;
            }
            last = next;
        }
        return new BoundedTimes(times, first, last);
    }

    @Override
    public long ceiling(long wallSecond) {
        if (wallSecond > last) {
            return NONE;
        }
        long ceiling = times.ceiling(Math.max(wallSecond, first));
        return ceiling > last ? NONE : ceiling;
    }

    @Override
    public boolean isFixed() {
        return times.isFixed();
    }

    @Override
    public boolean repeatsEvery(int seconds) {
        return times.repeatsEvery(seconds);
    }
}
