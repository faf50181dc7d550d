package carillon.json;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as text: ISO 8601 without years and months, whose length depends on the calendar. */
final class IsoDuration {

    /** Ten digits of weeks are 200 million years, and still fit into a long of milliseconds. */
    private static final String N = "(\\d{1,10})";

    private static final Pattern FORM = Pattern.compile("P(?=[\\dT])(?:" + N + "W)?(?:" + N + "D)?" + "(?:T(?=\\d)(?:"
            + N + "H)?(?:" + N + "M)?(?:" + N + "(?:[.,](\\d{1,9}))?S)?)?");

    /** Two or three of each task are like these, and matching the pattern took a fifth of the time to read a task. */
    private static final List<Plain> PLAIN = List.of(
            new Plain("PT0S", 1_000),
            new Plain("PT00S", 1_000),
            new Plain("PT0M", 60_000),
            new Plain("PT00M", 60_000),
            new Plain("PT0H", 3_600_000),
            new Plain("PT00H", 3_600_000));

    private static final long[] SECONDS = {7 * 86_400, 86_400, 3_600, 60, 1};

    /** A number of one unit, with 0 for each digit. */
    private record Plain(String form, long unitMillis) {}

    private IsoDuration() {}

    /** Milliseconds, rounded up; null if the text is no such duration. */
    static @Nullable Long millis(String text) {
        for (Plain plain : PLAIN) {
            if (Characters.areLike(plain.form, text)) {
                return Integer.parseInt(text, 2, text.length() - 1, 10) * plain.unitMillis;
            }
        }
        return matchedMillis(text);
    }

    private static @Nullable Long matchedMillis(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        long seconds = 0;
        for (int i = 0; i < SECONDS.length; i++) {
            String digits = form.group(i + 1);
            seconds += digits == null ? 0 : Long.parseLong(digits) * SECONDS[i];
        }
        String fraction = form.group(SECONDS.length + 1);
        return seconds * 1_000 + (fraction == null ? 0 : Fraction.millisUp(fraction));
    }

    static String text(long millis) {
        return Duration.ofMillis(millis).toString();
    }

    /** A longest duration as a person counts it: from two days on in days, and in years where they are whole. */
    static String limit(long millis) {
        long days = Duration.ofMillis(millis).toDays();
        if (days < 2) {
            return text(millis);
        }
        return "P" + days + "D" + (days % 365 == 0 ? String.format(Locale.ROOT, ", %,d years", days / 365) : "");
    }
}
