package carillon.cron;

/** Times of day as text. */
final class TimeText {
    private TimeText() {}

    /** For example {@code 09:30}; with its seconds where there are any. */
    static String of(int secondOfDay) {
        String minutes = two(secondOfDay / 3_600) + ":" + two(secondOfDay / 60 % 60);
        return secondOfDay % 60 == 0 ? minutes : minutes + ":" + two(secondOfDay % 60);
    }

    /** For example {@code 09:30:00}. */
    static String toTheSecond(int secondOfDay) {
        return secondOfDay % 60 == 0 ? of(secondOfDay) + ":00" : of(secondOfDay);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
