package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.command.ExportCommand;
import carillon.command.ImportCommand;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Queues in {@code ./vertx export} and {@code ./vertx import --from tasks}. Each test has queues of its own. */
@Tag("contract")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportedQueuesTest {

    private static final String MAIL =
            "{\"queue\":\"mail\",\"concurrency\":3,\"ratePerSecond\":2.5,\"timeout\":\"PT10S\","
                    + "\"retry\":{\"maxAttempts\":3,\"backoff\":\"PT1S\",\"multiplier\":2.0,\"maxBackoff\":\"PT1H\","
                    + "\"jitter\":0.1},\"maxLateness\":\"PT5S\",\"whenLate\":\"skip\",\"paused\":true}";

    private Site node;

    @BeforeAll
    void start() {
        node = Site.open();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private List<String> imported(Path file, String text, boolean isDryRun) throws IOException {
        Files.writeString(file, text);
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(results, true, StandardCharsets.UTF_8);
        ImportCommand command = new ImportCommand(printed, printed);
        command.setFiles(List.of(file.toString()));
        command.setFrom("tasks");
        command.setUrl(node.client().base());
        command.setDryRun(isDryRun);
        command.run();
        return results.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replace(file.toString(), "FILE").replaceAll(" +", " "))
                .toList();
    }

    private List<String> exported() {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ExportCommand export = new ExportCommand(new PrintStream(results, true, StandardCharsets.UTF_8));
        export.setUrl(node.client().base());
        export.export();
        return results.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private JsonObject queue(String name) {
        return new JsonObject(node.client().get("/queues/" + name).body());
    }

    @Test
    void what_is_exported_of_queues_is_imported_with_their_tasks(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("all.ndjson");
        String task = "{\"id\":\"sent\",\"delay\":\"PT0S\",\"action\":\"x\",\"queue\":\"mail\"}";
        assertEquals(
                List.of("(created) queue mail FILE:2", "(created) sent FILE:1"),
                imported(file, task + "\n" + MAIL + "\n", true));
        assertEquals(404, node.client().get("/queues/mail").statusCode());
        imported(file, task + "\n" + MAIL + "\n", false);
        List<String> lines = exported();
        assertTrue(lines.contains(MAIL), lines::toString);
        assertTrue(lines.get(lines.size() - 1).contains("\"id\":\"sent\""), lines::toString);
        node.client().delete("/tasks/sent?purge=true");
        node.client().delete("/queues/mail");
        String all = MAIL + "\n" + task + "\n";
        assertEquals(List.of("created queue mail FILE:1", "created sent FILE:2"), imported(file, all, false));
        assertTrue(queue("mail").getBoolean("paused"));
        assertEquals(List.of("unchanged queue mail FILE:1"), imported(file, MAIL, false));
    }

    @Test
    void a_queue_that_is_there_gets_the_settings_of_the_file_and_no_others(@TempDir Path folder) throws IOException {
        node.client().send("PUT", "/queues/slow", "{\"concurrency\": 1, \"timeout\": \"PT1M\"}");
        Path file = folder.resolve("a.json");
        String other = "{\"queue\": \"slow\", \"concurrency\": 2}";
        assertEquals(List.of("(updated) queue slow concurrency, timeout FILE:1"), imported(file, other, true));
        assertEquals(1, queue("slow").getInteger("concurrency"));
        assertEquals(List.of("updated queue slow concurrency, timeout FILE:1"), imported(file, other, false));
        assertEquals(2, queue("slow").getInteger("concurrency"));
        assertEquals(List.of("unchanged queue slow FILE:1"), imported(file, other, false));
    }

    @Test
    void a_queue_that_was_paused_stays_paused_unless_the_file_says_otherwise(@TempDir Path folder) throws IOException {
        node.client().send("POST", "/queues/braked/pause", "");
        Path file = folder.resolve("a.json");
        imported(file, "{\"queue\": \"braked\", \"concurrency\": 2}", false);
        assertTrue(queue("braked").getBoolean("paused"));
        String goes = "{\"queue\": \"braked\", \"concurrency\": 2, \"paused\": false}";
        assertEquals(List.of("updated queue braked paused FILE:1"), imported(file, goes, false));
        assertEquals(false, queue("braked").getBoolean("paused"));
    }

    @Test
    void a_queue_without_limits_that_runs_need_not_be_kept(@TempDir Path folder) throws IOException {
        assertEquals(
                List.of("unchanged queue plain FILE:1"),
                imported(folder.resolve("a.json"), "{\"queue\": \"plain\"}", false));
        node.client()
                .create(new JsonObject(
                        "{\"id\": \"in-plain\", \"delay\": \"PT1H\", \"action\": \"x\", \"queue\": \"plain\"}"));
        assertTrue(exported().stream().noneMatch(line -> line.startsWith("{\"queue\":\"plain\"")));
    }
}
