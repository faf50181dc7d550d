package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals say what is wrong, where, and what to write instead. */
class RecurrenceRefusalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                            | 0  | FREQ must be there and be one of YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY
            FREQ=FORTNIGHTLY              | 5  | FREQ must be there and be one of YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY
            FREQ=DAILY;FREQ=DAILY         | 11 | FREQ is there twice; write one with all its values
            FREQ=DAILY;INTERVAL=0         | 20 | INTERVAL must be a number from 1 to 999999999, not '0'
            FREQ=DAILY;COUNT=1001         | 17 | COUNT must be a number from 1 to 1000, not '1001'
            FREQ=DAILY;COUNT=1;UNTIL=20300101T000000Z | 25 | COUNT and UNTIL both end the rule; leave one out
            FREQ=DAILY;UNTIL=20300230T000000Z | 17 | UNTIL must be a moment such as 20301231T235959Z, or without Z in the zone of the rule, not '20300230T000000Z'
            FREQ=DAILY;BYHOUR=9,24        | 20 | BYHOUR takes 0 to 23, not '24'
            FREQ=DAILY;BYMONTHDAY=0       | 22 | BYMONTHDAY takes 1 to 31 or -1 to -31, not '0'
            FREQ=DAILY;BYDAY=MON          | 17 | BYDAY takes SU, MO, TU, WE, TH, FR, SA, each after an optional 1 to 53 or -1 to -53, not 'MON'
            FREQ=WEEKLY;BYDAY=2MO         | 18 | a number before a day, as in 2MO, counts within a month or year: it goes with FREQ=MONTHLY or YEARLY, and without BYWEEKNO
            FREQ=DAILY;WKST=1             | 16 | WKST must be one of SU, MO, TU, WE, TH, FR, SA
            DTSTART:20300101T000000Z      | 0  | DTSTART is no part of the rule; write it as start, and its zone as zone
            """)
    void a_fault_is_told_where_it_is(String text, int position, String message) {
        CronSyntaxException refused = assertThrows(CronSyntaxException.class, () -> RecurrenceRule.parse(text));
        assertEquals(message, refused.getMessage());
        assertEquals(position, refused.position());
    }

    @Test
    void a_rule_is_read_in_any_case_and_after_its_name() {
        assertEquals(
                "RRULE:FREQ=YEARLY;BYDAY=+2TU",
                RecurrenceRule.parse(" RRULE:FREQ=YEARLY;BYDAY=+2TU ").text());
        assertEquals(
                "rrule:freq=daily;", RecurrenceRule.parse("rrule:freq=daily;").text());
    }
}
