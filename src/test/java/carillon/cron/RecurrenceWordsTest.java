package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceWordsTest {
    private static final long MONDAY = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=YEARLY                         | at 09:00 on 5 January
            FREQ=YEARLY;INTERVAL=2              | at 09:00 on 5 January in every 2nd year, counted from 5 January 2026
            FREQ=YEARLY;BYDAY=20MO              | at 09:00 on the 20th Monday of the year
            FREQ=YEARLY;BYDAY=1TU;BYMONTH=11    | at 09:00 on the first Tuesday of November
            FREQ=YEARLY;BYYEARDAY=1,100,-1      | at 09:00 on the 1st, 100th and last day of the year
            FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO    | at 09:00 on Mondays in the 20th week of the year
            FREQ=YEARLY;BYWEEKNO=1,-1           | at 09:00 every day in the 1st and last week of the year
            FREQ=MONTHLY                        | at 09:00 on the 5th of every month
            FREQ=MONTHLY;BYDAY=-1FR             | at 09:00 on the last Friday of every month
            FREQ=MONTHLY;BYDAY=-2MO             | at 09:00 on the 2nd to last Monday of the month
            FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13 | at 09:00 on Fridays that are the 13th
            FREQ=MONTHLY;BYMONTHDAY=2,-1        | at 09:00 on the 2nd and the last day of every month
            FREQ=MONTHLY;INTERVAL=3             | at 09:00 on the 5th of every 3rd month, counted from 5 January 2026
            FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | at 09:00 on weekdays, only the last of each month
            FREQ=WEEKLY                         | at 09:00 on Mondays
            FREQ=WEEKLY;BYDAY=MO,WE,FR          | at 09:00 on Mondays, Wednesdays and Fridays
            FREQ=WEEKLY;INTERVAL=2              | at 09:00 on Mondays in every 2nd week, counted from 5 January 2026
            FREQ=WEEKLY;UNTIL=20261231          | at 09:00 on Mondays, until 31 December 2026, 00:00
            FREQ=DAILY;COUNT=10                 | at 09:00 every day, 10 times in all
            FREQ=DAILY;COUNT=1                  | at 09:00 every day, once
            FREQ=DAILY;UNTIL=20261231T235959Z   | at 09:00 every day, until 31 December 2026, 23:59:59 UTC
            FREQ=DAILY;INTERVAL=3               | at 09:00 every 3rd day, counted from 5 January 2026
            FREQ=DAILY;INTERVAL=3;BYDAY=MO | at 09:00 on Mondays, but only every 3rd day, counted from 5 January 2026
            FREQ=DAILY;BYHOUR=9,10,11,12;BYMINUTE=0,20,40 | every 20 minutes from 09:00 to 12:59
            FREQ=HOURLY                         | every hour on the hour
            FREQ=HOURLY;INTERVAL=3              | every 3 hours, counted from 5 January 2026, 09:00
            FREQ=HOURLY;INTERVAL=2;BYMINUTE=10 | at minute 10 past every hour in every 2nd hour, counted from \
            5 January 2026, 09:00
            FREQ=MINUTELY;INTERVAL=90           | every 90 minutes, counted from 5 January 2026, 09:00
            FREQ=MINUTELY;INTERVAL=15;BYHOUR=9,10,11 | every 15 minutes from 09:00 to 11:59, counted from \
            5 January 2026, 09:00
            FREQ=SECONDLY;INTERVAL=45           | every 45 seconds, counted from 5 January 2026, 09:00
            """)
    void a_rule_is_told_as_a_person_would(String rule, String words) {
        assertEquals(words, explanation(rule));
    }

    @Test
    void every_recorded_rule_is_told() {
        List<String> rules = CronVector.read("rrule/dateutil-rules.jsonl")
                .map(vector -> vector.line().getString("rule", ""))
                .filter(rule -> rule.contains("\nRRULE:") && rule.indexOf("RRULE") == rule.lastIndexOf("RRULE"))
                .map(rule -> rule.substring(rule.indexOf("RRULE")))
                .toList();
        assertTrue(rules.size() > 100);
        for (String rule : rules) {
            String words = explanation(rule);
            assertTrue(words.length() > 10 && words.length() <= Sentence.LENGTH_MAX, rule + ": " + words);
        }
    }

    private static String explanation(String rule) {
        return new RecurrenceSchedule(RecurrenceRule.parse(rule), MONDAY, ZoneOffset.UTC, Dst.DEFAULT).explanation();
    }
}
