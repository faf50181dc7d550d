package carillon.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nightly 0 0 2 * * ?",
                "nightly, 0 0 2 * * ?",
                "nightly = 0 0 2 * * ?",
                "nightly: \"0 0 2 * * ?\"",
                "  nightly\t0 0 2 * * ?  "
            })
    void a_name_before_the_expression_is_the_id(String line) {
        JsonObject task = Reading.task(Origin.QUARTZ, line);
        assertEquals("nightly", task.getString("id"));
        assertEquals("0 0 2 * * ?", task.getString("cron"));
        assertEquals("quartz", task.getString("dialect"));
    }

    @Test
    void an_expression_alone_gets_an_id_of_its_own() {
        JsonObject task = Reading.task(Origin.SPRING, "0 0 8-9 * * *");
        assertTrue(task.getString("id").startsWith("jobs-"), task::encode);
        assertEquals("spring", task.getString("dialect"));
    }

    @Test
    void tabs_between_the_fields_are_blanks() {
        JsonObject task = Reading.task(Origin.QUARTZ, "nightly\t0\t0\t2\t*\t*\t?");
        assertEquals("0\t0\t2\t*\t*\t?", task.getString("cron"));
    }

    @Test
    void names_with_dots_are_those_of_property_files() {
        JsonObject task = Reading.task(Origin.SPRING, "jobs.clean-up.cron=0 */5 * * * MON-FRI");
        assertEquals("jobs.clean-up.cron", task.getString("id"));
    }

    @Test
    void comments_and_blank_lines_are_passed_over() {
        List<Imported> read = Reading.read(Origin.CRON, "# one\n\n// two\n0 9 * * *\n");
        assertEquals(1, read.size());
        assertEquals(4, read.get(0).line());
    }

    @Test
    void the_dialect_shows_itself_and_a_zone_may_stand_in_front() {
        JsonObject task = Reading.task(Origin.CRON, "CRON_TZ=America/New_York 0 2 * * *");
        assertEquals("CRON_TZ=America/New_York 0 2 * * *", task.getString("cron"));
        assertTrue(Reading.reason(Origin.CRON, "0 0 12 ? * 2").contains("name the dialect"));
    }

    @Test
    void a_zone_in_front_comes_before_the_one_of_the_command_line() {
        Imported read = Origin.CRON
                .read("TZ=Asia/Tokyo 0 2 * * *", new ImportSettings("f", "a", "Europe/Paris"))
                .get(0);
        assertEquals("TZ=Asia/Tokyo 0 2 * * *", Reading.task(read).getString("cron"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(0 18 ? * MON-FRI *) | 0 0 18 ? * MON-FRI *",
                "cron(0/15 * * * ? *)     | 0 0/15 * * * ? *",
                "cron(15 10 ? * 6L 2030)  | 0 15 10 ? * 6L 2030",
            })
    void cron_of_eventbridge_has_no_seconds_and_a_year(String line, String cron) {
        JsonObject task = Reading.task(Origin.EVENTBRIDGE, line);
        assertEquals(cron, task.getString("cron"));
        assertEquals("quartz", task.getString("dialect"));
    }

    @ParameterizedTest
    @CsvSource({"rate(1 minute),PT1M", "rate(5 minutes),PT5M", "rate(12 hours),PT12H", "rate(10 days),P10D"})
    void a_rate_of_eventbridge_is_a_period(String line, String period) {
        assertEquals(period, Reading.task(Origin.EVENTBRIDGE, line).getString("every"));
    }

    @Test
    void an_instant_of_eventbridge_is_in_the_zone_of_the_command_line() {
        Imported read = Origin.EVENTBRIDGE
                .read("launch at(2030-07-01T13:00:00)", new ImportSettings("f", "a", "Europe/Paris"))
                .get(0);
        assertEquals("2030-07-01T13:00:00+02:00", Reading.task(read).getString("at"));
        assertEquals("launch", Reading.task(read).getString("id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EVENTBRIDGE | rate(0 hour)       | never fires",
                "EVENTBRIDGE | rate(5 weeks)      | minutes, hours or days",
                "EVENTBRIDGE | cron(0 18 * * ?)   | six fields",
                "EVENTBRIDGE | at(tomorrow)       | a date and a time",
                "EVENTBRIDGE | 0 18 * * ?         | cron(…), rate(…) or at(…)",
                "SPRING      | -                  | switches a schedule off",
                "SPRING      | ${jobs.cron}       | placeholder",
                "SPRING      | #{jobs.cron}       | placeholder",
                "CRON        | *-*-* 06:25:00     | OnCalendar of systemd",
            })
    void what_is_not_imported_is_refused_with_a_reason(Origin origin, String line, String reason) {
        assertTrue(Reading.reason(origin, line).contains(reason), Reading.reason(origin, line));
    }
}
