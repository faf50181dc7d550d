package carillon.fuzz;

import carillon.cron.CronExpression;
import carillon.cron.CronSchedule;
import carillon.cron.CronSyntaxException;
import carillon.cron.Dialect;
import carillon.cron.Dst;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/** Any text is an expression or refused as none, in every dialect; fires come one after the other. */
public final class CronTarget {

    private static final long FROM = 1_767_225_600_000L;
    private static final int CHARS_MAX = 500;
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private CronTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        if (text.length() > CHARS_MAX) {
            return;
        }
        for (Dialect dialect : Dialect.values()) {
            try {
                fire(new CronSchedule(CronExpression.parse(text, dialect), ZONE, Dst.DEFAULT));
            } catch (CronSyntaxException refused) {
                // The right answer to nearly every text.
                continue;
            }
        }
    }

    private static void fire(CronSchedule schedule) {
        long at = FROM;
        for (int i = 0; i < 3; i++) {
            long next = schedule.next(at);
            if (next <= at) {
                throw new IllegalStateException(schedule.expression().text() + " fires at " + next + " after " + at);
            }
            if (next == CronSchedule.NEVER) {
                return;
            }
            at = next;
        }
    }
}
