package carillon.cron;

/**
 * The compiled form that serves every dialect: which wall times fire.
 *
 * @param isFixed whether second, minute and hour are plain numbers, so that a clock change shifts or drops a fire; with
 *     {@code *}, a range or a step among them the rule follows the clock as it runs
 */
record WallRule(TimeOfDay time, DateRule dates, boolean isFixed) implements WallTimes {
    private static final int DAY = 86_400;

    @Override
    public long ceiling(long wallSecond) {
        long day = Math.floorDiv(wallSecond, DAY);
        long date = dates.ceiling(day);
        if (date == day) {
            int second = time.ceiling((int) (wallSecond - day * DAY));
            if (second != TimeOfDay.NONE) {
                return day * DAY + second;
            }
            date = dates.ceiling(day + 1);
        }
        return date == DateRule.NONE ? NONE : date * DAY + time.first();
    }

    @Override
    public boolean repeatsEvery(int seconds) {
        return time.repeatsEvery(seconds);
    }
}
