package carillon.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCommandTest {

    private static final String SAID = "times are read in UTC; --zone Area/City reads them in another zone\n";

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private final ImportCommand command = new ImportCommand(
            new PrintStream(results, true, StandardCharsets.UTF_8),
            new PrintStream(complaints, true, StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private String complaints(String from, String text) throws IOException {
        command.setFiles(
                List.of(Files.writeString(folder.resolve("jobs"), text + "\n").toString()));
        command.setFrom(from);
        command.setAction("work");
        command.setPrint(true);
        command.run();
        return complaints.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "crontab, 0 2 * * * backup",
        "system-crontab, 0 2 * * * root backup",
        "quartz, 0 0 2 * * ?",
        "eventbridge, at(2030-07-01T13:00:00)",
    })
    void times_that_are_read_in_utc_unasked_are_told(String from, String line) throws IOException {
        assertEquals(SAID, complaints(from, line));
    }

    @ParameterizedTest
    @CsvSource({
        "cron, CRON_TZ=Europe/Paris 0 2 * * *",
        "eventbridge, rate(5 minutes)",
        "tasks, '{\"id\": \"a\", \"cron\": \"0 2 * * *\", \"action\": \"x\"}'",
    })
    void where_a_zone_is_said_or_plays_no_part_nothing_is_told(String from, String line) throws IOException {
        assertEquals("", complaints(from, line));
    }

    @Test
    void a_zone_of_the_command_or_of_the_crontab_is_taken_in_silence() throws IOException {
        assertEquals("", complaints("crontab", "CRON_TZ=Europe/Paris\n0 2 * * * backup"));
        command.setZone("UTC");
        assertEquals("", complaints("crontab", "0 2 * * * backup"));
    }

    @Test
    void a_zone_that_is_none_is_refused_once() {
        command.setZone("Europa/Berlin");
        CommandFailure failure =
                assertThrows(CommandFailure.class, () -> complaints("crontab", "0 2 * * * a\n0 3 * * * b"));
        assertEquals("--zone 'Europa/Berlin' is no time zone; write a name such as Europe/Paris", failure.getMessage());
        assertEquals(2, failure.code());
        assertEquals("", complaints.toString(StandardCharsets.UTF_8));
    }

    @Test
    void queues_are_printed_before_the_tasks_as_they_are_read_again() throws IOException {
        String task = "{\"id\":\"a\",\"every\":\"PT1H\",\"action\":\"x\",\"queue\":\"mail\"}";
        complaints("tasks", task + "\n{\"queue\": \"mail\", \"timeout\": \"PT60S\", \"paused\": false}");
        assertEquals(
                "{\"queue\":\"mail\",\"timeout\":\"PT1M\",\"paused\":false}\n" + task + "\n",
                results.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_queue_that_stands_there_twice_is_refused_the_second_time() {
        CommandFailure failure =
                assertThrows(CommandFailure.class, () -> complaints("tasks", "{\"queue\": \"a\"}\n{\"queue\": \"a\"}"));
        assertEquals("1 not imported; why stands above", failure.getMessage());
        String told = complaints.toString(StandardCharsets.UTF_8);
        assertTrue(told.contains("jobs:2: not imported: /queue is that of "), told);
    }

    @Test
    void the_set_of_a_file_is_printed_with_its_tasks() throws IOException {
        complaints("tasks", "{\"set\": \"s\", \"tasks\": [{\"id\": \"a\", \"every\": \"PT1H\", \"action\": \"x\"}]}");
        assertEquals(
                "{\"id\":\"a\",\"every\":\"PT1H\",\"action\":\"x\",\"labels\":{\"carillon.set\":\"s\"}}\n",
                results.toString(StandardCharsets.UTF_8));
    }
}
