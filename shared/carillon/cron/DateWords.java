package carillon.cron;

/** The dates that fire in words, for example {@code on the 1st and 15th of January and July}. */
record DateWords(MonthWords months, YearSet years, DayRules days) {

    /** The dates; where every one fires, {@code every day} or nothing. */
    String words(boolean isDailySaid) {
        String dates = new DayWords(days).words(months);
        String start = days.areAll() && isDailySaid ? ("every day " + dates).strip() : dates;
        boolean isMonthOfYear = months.isSingle() && years.isSingle();
        return (start + " " + (isMonthOfYear ? years.ceiling(YearSet.FIRST) : YearWords.of(years))).strip();
    }
}
