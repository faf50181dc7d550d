package carillon.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.json.Decoded;
import carillon.json.TaskDecoder;
import carillon.task.Definition;
import carillon.task.Limits;
import carillon.task.Misfire;
import carillon.task.Overlap;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrontabTest {

    @Test
    void a_command_becomes_the_payload_of_a_unix_expression() {
        JsonObject task = Reading.task(Origin.CRONTAB, "*/5  0-6 * *\tmon-fri   echo  'two  blanks'  ");
        assertEquals("*/5 0-6 * * mon-fri", task.getString("cron"));
        assertEquals("unix", task.getString("dialect"));
        assertEquals("shell", task.getString("action"));
        assertEquals("{\"command\":\"echo  'two  blanks'\"}", payload(task));
        assertEquals("jobs", task.getJsonObject("labels").getString("crontab"));
    }

    @Test
    void the_column_of_users_is_taken_apart() {
        JsonObject task = Reading.task(Origin.SYSTEM_CRONTAB, "0 5 * * *\twww-data\tclean up");
        assertEquals("{\"command\":\"clean up\",\"user\":\"www-data\"}", payload(task));
    }

    @Test
    void variables_go_with_the_commands_below_them() {
        List<Imported> read = Reading.read(Origin.CRONTAB, """
                # a comment
                0 1 * * * first
                MAILTO = root
                 SHELL=/bin/bash

                "odd name" = ' kept '
                0 2 * * * second
                MAILTO=""
                0 3 * * * third
                """);
        assertEquals(List.of(2, 7, 9), read.stream().map(Imported::line).toList());
        assertFalse(payload(Reading.task(read.get(0))).contains("env"));
        assertEquals(
                "{\"MAILTO\":\"root\",\"SHELL\":\"/bin/bash\",\"odd name\":\" kept \"}",
                Reading.task(read.get(1))
                        .getJsonObject("payload")
                        .getJsonObject("env")
                        .encode());
        assertTrue(payload(Reading.task(read.get(2))).contains("\"MAILTO\":\"\""));
    }

    @Test
    void the_zone_of_cron_is_that_of_the_lines_below_and_tz_is_for_the_command() {
        List<Imported> read = Origin.CRONTAB.read("""
                0 1 * * * first
                CRON_TZ=Asia/Tokyo
                TZ=Europe/Paris
                0 2 * * * second
                CRON_TZ=Mars/Base
                0 3 * * * third
                """, new ImportSettings("jobs", "shell", "Europe/Berlin"));
        assertEquals("Europe/Berlin", Reading.task(read.get(0)).getString("zone"));
        assertEquals("Asia/Tokyo", Reading.task(read.get(1)).getString("zone"));
        assertTrue(payload(Reading.task(read.get(1))).contains("\"env\":{\"TZ\":\"Europe/Paris\"}"));
        assertTrue(Reading.reason(read.get(2)).startsWith("'Mars/Base' is no time zone"), Reading.reason(read.get(2)));
    }

    @Test
    void what_follows_a_percent_sign_is_the_input_of_the_command() {
        JsonObject task = Reading.task(Origin.CRONTAB, "0 0 * * * mail -s \"at \\%H\" me%Dear me,%50\\% done.%");
        assertEquals("mail -s \"at %H\" me", task.getJsonObject("payload").getString("command"));
        assertEquals("Dear me,\n50% done.\n", task.getJsonObject("payload").getString("stdin"));
    }

    @Test
    void a_percent_sign_behind_an_escaped_backslash_begins_the_input_but_ends_no_line_of_it() {
        JsonObject payload = Reading.task(Origin.CRONTAB, "0 0 * * * poll \\% \\\\% one\\\\% two")
                .getJsonObject("payload");
        assertEquals("poll % \\\\", payload.getString("command"));
        assertEquals(" one\\% two\n", payload.getString("stdin"));
    }

    @Test
    void a_command_is_called_once_for_as_long_as_can_be_beside_itself_and_is_not_made_up_for() {
        JsonObject task = Reading.task(Origin.CRONTAB, "* * * * * long");
        Definition definition =
                ((Decoded.Task) TaskDecoder.decode(task.encode().getBytes(StandardCharsets.UTF_8))).definition();
        assertEquals(Limits.TIMEOUT_MILLIS_MAX, definition.timeoutMillis());
        assertEquals(1, definition.retry().maxAttempts());
        assertEquals(Overlap.ALLOW, definition.recurrence().overlap());
        assertEquals(Misfire.SKIP, definition.recurrence().misfire());
    }

    @ParameterizedTest
    @ValueSource(strings = {"61 3 * * * run", "0 3 * * 8 run", "0 3 * FOO * run"})
    void a_reason_names_no_member_of_json(String line) {
        assertFalse(Reading.reason(Origin.CRONTAB, line).contains("/cron"), Reading.reason(Origin.CRONTAB, line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@daily", "@hourly", "@weekly", "@monthly", "@yearly", "@annually", "@midnight"})
    void words_are_schedules(String word) {
        assertEquals(word, Reading.task(Origin.CRONTAB, word + " run").getString("cron"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@reboot run | when a machine starts",
                "0~59 3 * * * run | picks at random",
                "0 3 * * * | no command",
                "0 3 * * | five fields",
                "@never run | '@never' is no macro",
                "61 3 * * * run | minute 61",
                "0 25 * *    /bin/short | only 4 fields stand before '/bin/short'",
                "0 25 * *    run it | only 4 fields stand before 'run'",
                "0 25 *    ./run it twice | only 3 fields stand before './run'",
                "run this | five fields",
            })
    void what_is_not_imported_is_refused_with_a_reason(String line, String reason) {
        assertTrue(Reading.reason(Origin.CRONTAB, line).contains(reason), Reading.reason(Origin.CRONTAB, line));
    }

    @Test
    void a_file_without_users_is_told_from_one_with_them() {
        String reason = Reading.reason(Origin.SYSTEM_CRONTAB, "0 3 * * * run");
        assertTrue(reason.contains("--from crontab"), reason);
    }

    @Test
    void ids_are_the_same_each_time_and_differ_for_each_line() {
        String text = "0 1 * * * a\n0 1 * * * a\n0 2 * * * b\n";
        List<String> ids = ids(text);
        assertEquals(3, ids.stream().distinct().count());
        assertEquals(ids, ids(text));
        assertEquals(ids.get(2), ids("# moved\n\n0 2 * * * b\n").get(0));
        assertNotEquals(ids.get(2), ids("0 2 * * * c\n").get(0));
        assertTrue(ids.get(0).startsWith("jobs-"), ids.get(0));
    }

    @Test
    void without_an_action_each_line_says_what_is_missing() {
        Imported read = Origin.CRONTAB
                .read("0 1 * * * a", new ImportSettings("jobs", null, null))
                .get(0);
        assertTrue(Reading.reason(read).contains("--action"));
    }

    @Test
    void a_url_becomes_a_webhook() {
        Imported read = Origin.CRONTAB
                .read("0 1 * * * a", new ImportSettings("jobs", "https://example.com/hook", null))
                .get(0);
        assertEquals(
                "https://example.com/hook",
                Reading.task(read).getJsonObject("action").getJsonObject("http").getString("url"));
    }

    private static List<String> ids(String text) {
        return Reading.read(Origin.CRONTAB, text).stream()
                .map(each -> Reading.task(each).getString("id"))
                .toList();
    }

    private static String payload(JsonObject task) {
        return task.getJsonObject("payload").encode();
    }
}
