package carillon.delivery;

import carillon.task.Limits;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds, or one of the three forms of a date (RFC 9110, 5.6.7 and 10.2.3). */
final class RetryAfter {

    private static final int SECONDS_DIGITS_MAX = 10;
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /**
     * How long a receiver asks to be left alone.
     *
     * @param header the value, or null if it was not sent
     * @param nowMillis the database's time, in milliseconds since 1970, which a date is compared with
     * @return milliseconds, 0 to {@link Limits#BACKOFF_MILLIS_MAX}; null if the header is absent or unreadable
     */
    static @Nullable Long millis(@Nullable String header, long nowMillis) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            long seconds = text.length() > SECONDS_DIGITS_MAX ? Integer.MAX_VALUE : Long.parseLong(text);
            return bounded(seconds * 1_000);
        }
        return DATES.stream()
                .map(form -> parsed(form, text))
                .filter(Objects::nonNull)
                .findFirst()
                .map(date -> bounded(date.toEpochMilli() - nowMillis))
                .orElse(null);
    }

    private static @Nullable Instant parsed(DateTimeFormatter form, String text) {
        try {
            return form.parse(text, Instant::from);
        } catch (DateTimeException anotherForm) {
            return null;
        }
    }

    private static long bounded(long millis) {
        return Math.max(0, Math.min(millis, Limits.BACKOFF_MILLIS_MAX));
    }
}
