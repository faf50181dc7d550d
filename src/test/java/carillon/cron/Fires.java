package carillon.cron;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Asks schedules for their fires in texts that read like the sentences of the tests. */
final class Fires {
    private Fires() {}

    /** The fires of a unix expression in UTC, as in {@code 2026-01-31T09:00Z}. */
    static List<String> unix(String text, String after, int count) {
        return in("UTC", text, after, count);
    }

    /** The fires of a unix expression in a zone, with the zone's offset. */
    static List<String> in(String zone, String text, String after, int count) {
        return of(schedule(text, Dialect.UNIX, zone, Dst.DEFAULT), after, count);
    }

    /** The fires of any dialect in UTC. */
    static List<String> of(Dialect dialect, String text, String after, int count) {
        return of(schedule(text, dialect, "UTC", Dst.DEFAULT), after, count);
    }

    static CronSchedule schedule(String text, Dialect dialect, String zone, Dst dst) {
        return new CronSchedule(CronExpression.parse(text, dialect), ZoneId.of(zone), dst);
    }

    static List<String> of(CronSchedule schedule, String after, int count) {
        List<String> fires = new ArrayList<>();
        long last = OffsetDateTime.parse(after).toInstant().toEpochMilli();
        while (fires.size() < count) {
            last = schedule.next(last);
            if (last == CronSchedule.NEVER) {
                fires.add("never");
                return fires;
            }
            fires.add(Instant.ofEpochMilli(last)
                    .atZone(schedule.zone())
                    .toOffsetDateTime()
                    .toString());
        }
        return fires;
    }
}
