package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.command.CommandFailure;
import carillon.command.ImportCommand;
import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./vertx import} against a node that does not let it in: one message, whatever the number of lines. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportRightsTest {

    private static final String READER = "fedcba9876543210fedcba987654321001";

    private final LocalNode node = LocalNode.start(settings(), new String[0]);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void a_role_that_may_only_read_is_told_once() throws IOException {
        ImportCommand command = importing();
        command.setTokenFile(
                Files.writeString(folder.resolve("token"), READER + "\n").toString());
        CommandFailure failure = assertThrows(CommandFailure.class, command::run);
        assertTrue(String.valueOf(failure.getMessage()).contains("role"), failure.getMessage());
        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_missing_token_is_told_once() throws IOException {
        CommandFailure failure = assertThrows(CommandFailure.class, importing()::run);
        assertTrue(String.valueOf(failure.getMessage()).contains("--token-file"), failure.getMessage());
        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }

    private ImportCommand importing() throws IOException {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        ImportCommand command = new ImportCommand(out, out);
        Path jobs = Files.writeString(folder.resolve("jobs"), "0 1 * * * a\n0 2 * * * b\n");
        command.setFiles(List.of(jobs.toString()));
        command.setFrom("crontab");
        command.setZone("UTC");
        command.setUrl(node.client().base());
        return command;
    }

    private static JsonObject settings() {
        JsonObject reader =
                new JsonObject().put("name", "r").put("role", "read").put("token", READER);
        return new JsonObject()
                .put("database.url", TestPostgres.freshDatabase())
                .put("auth.tokens", new JsonArray().add(reader));
    }
}
