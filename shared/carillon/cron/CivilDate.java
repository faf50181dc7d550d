package carillon.cron;

/**
 * Dates of the proleptic Gregorian calendar as plain numbers, so that none needs an object: a date is a count of days
 * since 1970-01-01, or year, month and day packed in one long.
 *
 * <p>The arithmetic counts in eras of 400 years that begin on 1 March, so that the leap day comes last; it is the one
 * of "chrono-Compatible Low-Level Date Algorithms".
 */
final class CivilDate {
    static final int YEAR_SHAPES = 28;

    private static final int DAYS_AN_ERA = 146_097;
    private static final int DAYS_TO_1970 = 719_468;

    private CivilDate() {}

    static long epochDay(int year, int month, int day) {
        long shifted = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(shifted, 400L);
        long yearOfEra = shifted - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_AN_ERA + dayOfEra - DAYS_TO_1970;
    }

    /** Year, month and day packed together; take them out with {@link #year}, {@link #month} and {@link #day}. */
    static long packed(long epochDay) {
        long shifted = epochDay + DAYS_TO_1970;
        long era = Math.floorDiv(shifted, (long) DAYS_AN_ERA);
        long dayOfEra = shifted - era * DAYS_AN_ERA;
        long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long monthFromMarch = (5 * dayOfYear + 2) / 153;
        long day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        long month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return (year << 9) | (month << 5) | day;
    }

    static int year(long packed) {
        return (int) (packed >> 9);
    }

    static int month(long packed) {
        return (int) ((packed >> 5) & 0xF);
    }

    static int day(long packed) {
        return (int) (packed & 0x1F);
    }

    static int monthLength(int year, int month) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    static int yearLength(int year) {
        return isLeap(year) ? 366 : 365;
    }

    /** The day of the week, Sunday being 0. */
    static int weekday(long epochDay) {
        return (int) Math.floorMod(epochDay + 4, 7L);
    }

    /**
     * The shape of a year, from 0: the weekday of its first day, and whether it, the one before or the one after is a
     * leap year. In years of one shape all days and weeks have the same numbers from both ends.
     */
    static int yearShape(int year) {
        int leap = isLeap(year) ? 1 : isLeap(year - 1) ? 2 : isLeap(year + 1) ? 3 : 0;
        return leap * 7 + weekday(epochDay(year, 1, 1));
    }

    private static boolean isLeap(int year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
