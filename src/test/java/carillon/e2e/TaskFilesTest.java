package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.command.CommandFailure;
import carillon.command.ExportCommand;
import carillon.command.ImportCommand;
import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFilesTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    @Test
    void a_wrong_file_ends_the_start_and_is_named_with_line_and_pointer() throws IOException {
        Path file = Files.writeString(folder.resolve("nightly.yaml"), "- id: a\n  cron: 99 * * * *\n  action: x\n");
        JsonObject config = new JsonObject().put("tasks.files", new JsonArray().add(file.toString()));
        try (NodeProcess node =
                NodeProcess.start(folder.resolve("node.log"), config, Map.of(), "run", "carillon.Main")) {
            assertEquals(2, node.awaitEnd(), node::output);
            assertTrue(node.output().contains("nightly.yaml:2: /0/cron minute 99"), node::output);
        }
    }

    @Test
    void files_are_kept_over_restarts_and_moves_from_one_to_another() throws IOException {
        String database = TestPostgres.freshDatabase();
        Files.writeString(folder.resolve("a.yaml"), "- {id: one, every: PT1H, action: x}\n");
        Files.writeString(folder.resolve("b.json"), "[{\"id\": \"two\", \"every\": \"PT1H\", \"action\": \"x\"}]");
        try (LocalNode node = start(database)) {
            assertEquals("a", set(node, "one"));
            assertEquals("b", set(node, "two"));
        }
        Files.writeString(folder.resolve("a.yaml"), "- {id: two, every: PT1H, action: x}\n");
        Files.writeString(folder.resolve("b.json"), "[]");
        try (LocalNode node = start(database)) {
            assertEquals("cancelled", node.client().task("one").getString("state"));
            assertEquals("scheduled", node.client().task("two").getString("state"));
            assertEquals("a", set(node, "two"));
        }
        try (LocalNode node = start(database);
                LocalNode twin = start(database)) {
            int version = twin.client().task("two").getInteger("version");
            assertEquals(version, node.client().task("two").getInteger("version"));
            assertEquals("scheduled", node.client().task("two").getString("state"));
        }
    }

    @Test
    void a_crontab_is_imported_and_what_leaves_it_is_cancelled() throws IOException {
        Path crontab = Files.writeString(folder.resolve("jobs"), "0 1 * * * a\n@reboot b\n0 2 * * * c\n");
        try (LocalNode node = LocalNode.start(TestPostgres.freshDatabase())) {
            assertThrows(CommandFailure.class, asSet(node, crontab)::run);
            assertTrue(complaints.toString(StandardCharsets.UTF_8).startsWith(crontab + ":2: not imported: @reboot "));
            assertEquals(2, states(node, "scheduled"));
            Files.writeString(crontab, "0 2 * * * c\n");
            asSet(node, crontab).run();
            assertEquals(1, states(node, "scheduled"));
            assertEquals(1, states(node, "cancelled"));
        }
    }

    @Test
    void what_is_exported_is_imported_again_without_a_change() throws IOException {
        try (LocalNode node = LocalNode.start(TestPostgres.freshDatabase())) {
            node.client()
                    .create(new JsonObject("{\"id\": \"p\", \"every\": \"PT1H\", \"action\": \"x\","
                            + " \"enabled\": false, \"payload\": {\"n\":\n 1.50}}"));
            node.client().create(new JsonObject("{\"id\": \"q\", \"cron\": \"0 2 * * *\", \"action\": \"x\"}"));
            assertEquals(204, node.client().delete("/tasks/q").statusCode());
            ExportCommand export = new ExportCommand(new PrintStream(results, true, StandardCharsets.UTF_8));
            export.setUrl(node.client().base());
            export.export();
            Path file = Files.writeString(folder.resolve("all.ndjson"), results.toString(StandardCharsets.UTF_8));
            assertEquals(1, Files.readAllLines(file).size());
            ImportCommand command = importing(node, file);
            command.setFrom("tasks");
            command.run();
            assertEquals(1, node.client().task("p").getInteger("version"));
            assertEquals("paused", node.client().task("p").getString("state"));
            assertEquals("cancelled", node.client().task("q").getString("state"));
        }
    }

    private ImportCommand importing(LocalNode node, Path file) {
        ImportCommand command = new ImportCommand(
                new PrintStream(results, true, StandardCharsets.UTF_8),
                new PrintStream(complaints, true, StandardCharsets.UTF_8));
        command.setFiles(List.of(file.toString()));
        command.setFrom("crontab");
        command.setUrl(node.client().base());
        return command;
    }

    private ImportCommand asSet(LocalNode node, Path file) {
        ImportCommand command = importing(node, file);
        command.setSet("jobs");
        return command;
    }

    private LocalNode start(String database) {
        JsonObject settings = new JsonObject()
                .put("database.url", database)
                .put("tasks.files", new JsonArray().add(folder.toString()));
        return LocalNode.start(settings, new String[0]);
    }

    private static String set(LocalNode node, String id) {
        return node.client().task(id).getJsonObject("labels").getString("carillon.set");
    }

    private static int states(LocalNode node, String state) {
        HttpResponse<String> answer = node.client().get("/tasks?label=carillon.set:jobs&state=" + state);
        assertEquals(200, answer.statusCode(), answer::body);
        return new JsonObject(answer.body()).getJsonArray("tasks").size();
    }
}
