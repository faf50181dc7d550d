package carillon.cron;

import java.util.ArrayList;
import java.util.List;

/** Lengths of time in words. */
public final class IntervalWords {
    private static final long[] MILLIS = {7 * 86_400_000L, 86_400_000, 3_600_000, 60_000, 1_000, 1};
    private static final List<String> UNITS = List.of("week", "day", "hour", "minute", "second", "millisecond");

    private IntervalWords() {}

    /** For example {@code 1 hour and 30 minutes}. */
    public static String of(long millis) {
        return words(millis, "1 ");
    }

    /** A rate, for example {@code every 30 seconds} or {@code every hour}. */
    public static String every(long millis) {
        return "every " + words(millis, "");
    }

    /** @param one what stands before a single unit that is alone */
    private static String words(long millis, String one) {
        List<String> parts = new ArrayList<>();
        long rest = millis;
        for (int i = isWeeks(millis) ? 0 : 1; i < MILLIS.length; i++) {
            long count = rest / MILLIS[i];
            rest -= count * MILLIS[i];
            if (count > 0) {
                boolean isAlone = count * MILLIS[i] == millis;
                parts.add(count == 1 ? (isAlone ? one : "1 ") + UNITS.get(i) : count + " " + UNITS.get(i) + "s");
            }
        }
        return parts.isEmpty() ? "0 seconds" : Listing.and(parts);
    }

    /** Weeks are told only where they come out even: 8 days are no week and a day. */
    private static boolean isWeeks(long millis) {
        return millis % MILLIS[0] == 0;
    }
}
