package carillon.json;

import carillon.task.Limits;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Strings that stand for something else: instants and durations. */
final class TextForm {

    private TextForm() {}

    /** An instant in milliseconds since 1970, rounded up. */
    static @Nullable Long instant(JsonReader in) throws IOException {
        String text = in.string();
        Long millis = text == null ? null : Rfc3339.millis(text);
        if (text != null && millis == null) {
            in.refuse(InstantFault.of(text));
        }
        return millis;
    }

    /** A duration in milliseconds, rounded up, within bounds. */
    static @Nullable Long duration(JsonReader in, long minMillis, long maxMillis) throws IOException {
        String text = in.string();
        Long millis = text == null ? null : IsoDuration.millis(text);
        if (text == null) {
            return null;
        }
        if (millis == null) {
            in.refuse("'" + Excerpt.of(text)
                    + "' is no duration of ISO 8601 without years and months; write for example" + " PT1.5S or P1DT2H");
            return null;
        }
        if (millis < minMillis || millis > maxMillis) {
            in.refuse("must be " + IsoDuration.text(minMillis) + " to " + IsoDuration.limit(maxMillis));
            return null;
        }
        return millis;
    }

    /** A duration up to the longest that may pass between two instants of a task. */
    static @Nullable Long interval(JsonReader in, long minMillis) throws IOException {
        return duration(in, minMillis, Limits.INTERVAL_MILLIS_MAX);
    }
}
