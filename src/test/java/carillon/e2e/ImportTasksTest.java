package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.command.CommandFailure;
import carillon.command.ImportCommand;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./vertx import --from tasks}. Each test has tasks of its own in one node. */
@Tag("contract")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportTasksTest {

    private Site node;

    @BeforeAll
    void start() {
        node = Site.open();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    /** What a command said. */
    private record Said(int code, List<String> results, List<String> complaints) {}

    private Said run(Path file, String text, String set, boolean isDryRun) throws IOException {
        Files.writeString(file, text);
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        ImportCommand command = new ImportCommand(
                new PrintStream(results, true, StandardCharsets.UTF_8),
                new PrintStream(complaints, true, StandardCharsets.UTF_8));
        command.setFiles(List.of(file.toString()));
        command.setFrom("tasks");
        command.setUrl(node.client().base());
        command.setDryRun(isDryRun);
        if (!set.isEmpty()) {
            command.setSet(set);
        }
        int code = 0;
        try {
            command.run();
        } catch (CommandFailure failure) {
            code = failure.code();
        }
        return new Said(code, words(results, file), words(complaints, file));
    }

    private static List<String> words(ByteArrayOutputStream printed, Path file) {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replace(file.toString(), "FILE").replaceAll(" +", " "))
                .toList();
    }

    private static String task(String id, String every) {
        return new JsonObject()
                .put("id", id)
                .put("every", every)
                .put("action", "x")
                .encode();
    }

    private void createSet(String set, String... tasks) {
        String body = "{\"set\": \"" + set + "\", \"tasks\": [" + String.join(",", tasks) + "]}";
        assertEquals(200, node.client().send("PUT", "/tasks", body).statusCode());
    }

    private String setOf(String id) {
        return node.client().task(id).getJsonObject("labels", new JsonObject()).getString("carillon.set", "none");
    }

    @Test
    void the_dry_run_says_what_the_import_does(@TempDir Path folder) throws IOException {
        node.client().create(new JsonObject(task("same", "PT1H")));
        node.client().create(new JsonObject(task("other", "PT1H")));
        String text = Stream.of(
                        task("same", "PT1H"), task("other", "PT2H"), task("fresh", "PT1H"), task("bad", "often"))
                .reduce("", (all, line) -> all + line + "\n");
        Path file = folder.resolve("all.ndjson");
        Said foreseen = run(file, text, "", true);
        assertEquals(
                List.of("unchanged same FILE:1", "(updated) other every FILE:2", "(created) fresh FILE:3"),
                foreseen.results);
        assertEquals("PT1H", node.client().task("other").getString("every"));
        assertEquals(404, node.client().get("/tasks/fresh").statusCode());
        Said done = run(file, text, "", false);
        assertEquals(
                foreseen.results.stream()
                        .map(line -> line.replaceAll("[()]", ""))
                        .toList(),
                done.results);
        assertEquals(foreseen.complaints, done.complaints);
        assertEquals(1, done.code);
        assertEquals("PT2H", node.client().task("other").getString("every"));
    }

    @Test
    void a_task_that_would_be_refused_is_refused_in_the_dry_run_too(@TempDir Path folder) throws IOException {
        node.client().create(new JsonObject(task("queued", "PT1H")).put("queue", "mail"));
        Path file = folder.resolve("a.json");
        Said foreseen = run(file, task("queued", "PT1H"), "", true);
        assertTrue(foreseen.complaints.get(0).contains("stays where it is"), foreseen::toString);
        assertEquals(foreseen, run(file, task("queued", "PT1H"), "", false));
    }

    @Test
    void a_task_stays_in_its_set_when_the_file_names_none(@TempDir Path folder) throws IOException {
        createSet("keeps", task("kept", "PT1H"));
        Path file = folder.resolve("a.json");
        assertEquals(List.of("unchanged kept FILE:1"), run(file, task("kept", "PT1H"), "", true).results);
        assertEquals(List.of("updated kept every FILE:1"), run(file, task("kept", "PT2H"), "", false).results);
        assertEquals("keeps", setOf("kept"));
    }

    @Test
    void a_task_that_was_paused_stays_paused_unless_the_file_says_otherwise(@TempDir Path folder) throws IOException {
        node.client().create(new JsonObject(task("braked", "PT1H")));
        node.client().send("POST", "/tasks/braked/pause", "");
        Path file = folder.resolve("a.json");
        assertEquals(List.of("unchanged braked FILE:1"), run(file, task("braked", "PT1H"), "", false).results);
        assertEquals(List.of("updated braked every FILE:1"), run(file, task("braked", "PT2H"), "", false).results);
        assertEquals("paused", node.client().task("braked").getString("state"));
        String goes =
                new JsonObject(task("braked", "PT2H")).put("enabled", true).encode();
        assertEquals(List.of("updated braked enabled FILE:1"), run(file, goes, "", false).results);
        assertEquals("scheduled", node.client().task("braked").getString("state"));
    }

    @Test
    void a_task_is_not_taken_out_of_one_set_into_another(@TempDir Path folder) throws IOException {
        createSet("owner", task("owned", "PT1H"));
        JsonObject moved =
                new JsonObject(task("owned", "PT1H")).put("labels", new JsonObject().put("carillon.set", "z"));
        Said said = run(folder.resolve("a.json"), moved.encode(), "", false);
        assertEquals(1, said.code);
        assertTrue(said.complaints.get(0).startsWith("FILE:1: not imported: belongs to the set owner"), said::toString);
        assertEquals("owner", setOf("owned"));
    }

    @Test
    void the_set_that_a_file_names_is_made_and_what_left_it_is_cancelled(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.yaml");
        String text = "set: files\ntasks:\n- {id: f1, every: PT1H, action: x}\n- {id: f2, every: PT1H, action: x}\n";
        assertEquals(List.of("(created) f1 FILE:3", "(created) f2 FILE:4"), run(file, text, "", true).results);
        assertEquals(List.of("created f1 FILE:3", "created f2 FILE:4"), run(file, text, "", false).results);
        assertEquals("files", setOf("f1"));
        assertEquals(List.of("removed f1", "removed f2"), run(file, "set: files\ntasks: []\n", "files", false).results);
    }

    @Test
    void a_task_that_never_fires_is_told_alone_and_in_a_set_and_in_a_dry_run(@TempDir Path folder) throws IOException {
        String text = "{\"id\": \"feb31\", \"cron\": \"* * 31 2 *\", \"action\": \"x\"}\n" + task("often", "PT1H");
        String never = "feb31 FILE:1 never fires: no instant after its acceptance matches the rule";
        Path file = folder.resolve("a.ndjson");
        List<String> foreseen = List.of("(created) " + never, "(created) often FILE:2");
        assertEquals(foreseen, run(file, text, "", true).results);
        assertEquals(foreseen, run(file, text, "nevers", true).results);
        assertEquals(List.of("created " + never, "created often FILE:2"), run(file, text, "nevers", false).results);
    }

    @Test
    void a_set_in_the_file_that_is_not_that_of_the_command_is_refused_before_anything_is_sent(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "");
        String text = "set: one\ntasks:\n- {id: g1, every: PT1H, action: x}\n";
        Said said = run(file, text, "two", false);
        assertEquals(2, said.code);
        assertEquals(404, node.client().get("/tasks/g1").statusCode());
    }

    @Test
    void a_set_of_which_a_task_is_wrong_is_left_as_it_is(@TempDir Path folder) throws IOException {
        createSet("whole", task("w1", "PT1H"), task("w2", "PT1H"));
        String text = "{\"set\": \"whole\", \"tasks\": [" + task("w1", "PT3H") + "," + task("w2", "often") + "]}";
        Said said = run(folder.resolve("a.json"), text, "", false);
        assertEquals(1, said.code);
        assertEquals(List.of(), said.results);
        assertTrue(said.complaints.get(1).startsWith("the set whole: not imported"), said::toString);
        assertEquals("PT1H", node.client().task("w1").getString("every"));
        assertEquals("scheduled", node.client().task("w2").getString("state"));
    }

    @Test
    void an_id_that_stands_there_twice_is_refused_the_second_time(@TempDir Path folder) throws IOException {
        String text = task("twin", "PT1H") + "\n" + task("twin", "PT2H") + "\n";
        Said said = run(folder.resolve("a.ndjson"), text, "", false);
        assertEquals(List.of("FILE:2: not imported: /id is that of FILE:1 as well"), said.complaints);
        assertEquals("PT1H", node.client().task("twin").getString("every"));
    }

    @Test
    void a_name_that_no_set_can_have_is_refused_though_the_set_is_empty(@TempDir Path folder) throws IOException {
        Said said = run(folder.resolve("a.json"), "[]", "a b", false);
        assertEquals(1, said.code);
        assertTrue(said.complaints.get(0).startsWith("not imported: /set must be"), said::toString);
    }
}
