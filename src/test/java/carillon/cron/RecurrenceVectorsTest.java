package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What another engine makes of recurrence rules, asserted by its own tests. */
class RecurrenceVectorsTest {
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("'DTSTART:'uuuuMMdd'T'HHmmss");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXX");

    @Test
    void every_rule_fires_as_recorded_and_then_no_more() {
        List<CronVector> rules = CronVector.read("rrule/dateutil-rules.jsonl").toList();
        List<String> failed = new ArrayList<>();
        for (CronVector vector : rules) {
            JsonObject line = vector.line();
            List<String> expected = line.getJsonArray("expected").stream()
                    .map(text -> instant((String) text).toString())
                    .toList();
            List<String> fires = fires(line, expected.size() + 1);
            if (!fires.equals(expected)) {
                failed.add(line.getString("rule") + " fires " + fires + ", not " + expected);
            }
        }
        assertEquals(List.of(), failed, failed.size() + " of " + rules.size());
        System.out.println(rules.size() + " rules hold");
    }

    private static List<String> fires(JsonObject line, int limit) {
        String[] lines = line.getString("rule").split("\n", 2);
        ZoneId zone = ZoneId.of(line.getString("tz").equals("floating") ? "UTC" : "America/New_York");
        long start =
                LocalDateTime.parse(lines[0], START).atZone(zone).toInstant().toEpochMilli();
        RecurrenceSchedule schedule = new RecurrenceSchedule(RecurrenceRule.parse(lines[1]), start, zone, Dst.DEFAULT);
        List<String> fires = new ArrayList<>();
        for (long at = schedule.next(start - 1); at != RecurrenceSchedule.NEVER; at = schedule.next(at)) {
            fires.add(Instant.ofEpochMilli(at).toString());
            if (fires.size() == limit) {
                break;
            }
        }
        return fires;
    }

    private static Instant instant(String text) {
        return text.length() > 19 ? OffsetDateTime.parse(text, OFFSET).toInstant() : Instant.parse(text + "Z");
    }
}
