package carillon.json;

import carillon.task.Limits;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Instants as text: date-time of RFC 3339, years 0000 to 9999. */
public final class Rfc3339 {

    private static final int CHARS_MAX = 64;
    private static final Pattern FORM = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)[Tt](\\d\\d):(\\d\\d):(\\d\\d)"
            + "(?:\\.(\\d+))?(?:[Zz]|([+-])([01]\\d|2[0-3]):([0-5]\\d))");
    /** What {@link #text(long)} writes, and what is read most: it is read without matching a pattern. */
    private static final String OWN_FORM = "0000-00-00T00:00:00.000Z";

    /** Where a leap second has a 6. */
    private static final int LEAP_SECOND_AT = 17;

    private static final DateTimeFormatter UTC_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Rfc3339() {}

    /** Milliseconds since 1970, rounded up; null if the text is no date-time or lies beyond the years. */
    public static @Nullable Long millis(String text) {
        try {
            Long millis = isOwnForm(text) ? Long.valueOf(ownMillis(text)) : matchedMillis(text);
            return millis == null || millis < Limits.INSTANT_MIN || millis > Limits.INSTANT_MAX ? null : millis;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** In UTC, with milliseconds. */
    public static String text(long millis) {
        if (millis < Limits.INSTANT_MIN || millis > Limits.INSTANT_MAX) {
            return UTC_MILLIS.format(Instant.ofEpochMilli(millis));
        }
        // Digit by digit, since two or three are in each answer.
        LocalDateTime wall = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1_000), 0, ZoneOffset.UTC);
        byte[] text = OWN_FORM.getBytes(StandardCharsets.ISO_8859_1);
        put(text, 0, 4, wall.getYear());
        put(text, 5, 7, wall.getMonthValue());
        put(text, 8, 10, wall.getDayOfMonth());
        put(text, 11, 13, wall.getHour());
        put(text, 14, 16, wall.getMinute());
        put(text, 17, 19, wall.getSecond());
        put(text, 20, 23, Math.floorMod(millis, 1_000));
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** As the clock of a zone shows it, with its offset; in UTC where that offset is no whole number of minutes. */
    public static String text(long millis, ZoneId zone) {
        OffsetDateTime local = Instant.ofEpochMilli(millis).atZone(zone).toOffsetDateTime();
        boolean isWhole = local.getOffset().getTotalSeconds() % 60 == 0;
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                isWhole ? local : local.withOffsetSameInstant(ZoneOffset.UTC));
    }

    private static boolean isOwnForm(String text) {
        return Characters.areLike(OWN_FORM, text) && text.charAt(LEAP_SECOND_AT) != '6';
    }

    private static long ownMillis(String text) {
        LocalDateTime wall = LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19));
        return wall.toEpochSecond(ZoneOffset.UTC) * 1_000 + number(text, 20, 23);
    }

    private static @Nullable Long matchedMillis(String text) {
        Matcher form = FORM.matcher(text);
        return text.length() > CHARS_MAX || !form.matches()
                ? null
                : Long.valueOf(wallMillis(form) - offsetMillis(form));
    }

    private static long wallMillis(Matcher form) {
        int second = number(form, 6);
        // A leap second, which POSIX time does not count, is the first moment of the next minute.
        boolean leaps = second == 60 && number(form, 5) == 59;
        LocalDateTime wall = LocalDateTime.of(
                number(form, 1),
                number(form, 2),
                number(form, 3),
                number(form, 4),
                number(form, 5),
                leaps ? 59 : second);
        long seconds = wall.toEpochSecond(ZoneOffset.UTC) + (leaps ? 1 : 0);
        String fraction = form.group(7);
        return seconds * 1_000 + (fraction == null || leaps ? 0 : Fraction.millisUp(fraction));
    }

    private static long offsetMillis(Matcher form) {
        String sign = form.group(8);
        if (sign == null) {
            return 0;
        }
        long minutes = number(form, 9) * 60L + number(form, 10);
        return minutes * (sign.equals("-") ? -60_000 : 60_000);
    }

    private static void put(byte[] text, int from, int to, int number) {
        int left = number;
        for (int at = to - 1; at >= from; at--) {
            text[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }
}
