package carillon.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Instants in words. */
public final class InstantWords {
    private static final int DAY = 86_400;

    private InstantWords() {}

    /** The instant as a zone's clock shows it, to the second: {@code 31 January 2030 at 09:00}. */
    public static String of(long epochMillis, ZoneId zone) {
        Instant second = Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS);
        long wall = second.getEpochSecond() + zone.getRules().getOffset(second).getTotalSeconds();
        return CalendarWords.date(Math.floorDiv(wall, DAY)) + " at " + TimeText.of(Math.floorMod(wall, DAY));
    }
}
