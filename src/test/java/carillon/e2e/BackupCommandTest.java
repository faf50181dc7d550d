package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {

    private static final int FAILED = 1;
    private static final int MISUNDERSTOOD = 2;

    @TempDir
    private Path folder;

    @Test
    void tasks_of_a_backup_are_there_where_it_is_restored() {
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup");
        Path elsewhere = folder.resolve("elsewhere");
        withNode(data, client -> {
            client.create(
                    new JsonObject().put("id", "kept").put("delay", "PT1H").put("action", "x"));
            client.create(
                    new JsonObject().put("id", "cancelled").put("delay", "PT1H").put("action", "x"));
            assertEquals(204, client.delete("/tasks/cancelled").statusCode());
            assertTrue(ended(FAILED, data, "backup", backup).contains("is in use by process"));
            assertTrue(ended(FAILED, data, "check").contains("is in use by process"));
        });
        ended(0, data, "backup", backup);
        assertTrue(ended(MISUNDERSTOOD, data, "backup", backup).contains("already"));
        // What comes after the backup is not in it.
        withNode(
                data,
                client -> client.create(
                        new JsonObject().put("id", "after").put("delay", "PT1H").put("action", "x")));
        assertTrue(ended(MISUNDERSTOOD, data, "restore", backup).contains("already"));
        ended(0, elsewhere, "restore", backup);
        assertTrue(ended(0, elsewhere, "check").contains("in order"));
        withNode(elsewhere, client -> {
            assertEquals("scheduled", client.task("kept").getString("state"));
            assertEquals("cancelled", client.task("cancelled").getString("state"));
            assertEquals(1, client.runs("cancelled").size());
            assertEquals(404, client.get("/tasks/after").statusCode());
        });
    }

    @Test
    void an_external_database_is_not_copied() {
        Map<String, String> environment = Map.of("CARILLON_DATABASE_URL", "postgresql://u:p@127.0.0.1:1/d");
        try (NodeProcess command = start("command", new JsonObject(), environment, "backup", "b")) {
            assertEquals(MISUNDERSTOOD, command.awaitEnd(), command::output);
            assertTrue(command.output().contains("pg_dump"), command::output);
        }
    }

    @Test
    void the_folder_of_a_backup_must_be_named() {
        assertTrue(ended(MISUNDERSTOOD, folder.resolve("data"), "backup").contains("folder"));
    }

    /** What is done while a node serves a data folder. */
    private interface Work {
        void with(Client client);
    }

    private void withNode(Path data, Work work) {
        int port = Ports.free();
        JsonObject config = new JsonObject().put("port", port);
        try (NodeProcess node = start("node", config, environment(data), "run", "carillon.Main");
                Client client = new Client(port)) {
            node.awaitReady(client);
            work.with(client);
            assertEquals(0, node.stop(), node::output);
        }
    }

    /** Runs a command to its end, and gives what it printed. */
    private String ended(int code, Path data, Object... words) {
        String[] arguments = Arrays.stream(words).map(Object::toString).toArray(String[]::new);
        try (NodeProcess command = start("command", new JsonObject(), environment(data), arguments)) {
            assertEquals(code, command.awaitEnd(), command::output);
            return command.output();
        }
    }

    private NodeProcess start(String log, JsonObject config, Map<String, String> environment, String... arguments) {
        return NodeProcess.start(folder.resolve(log), config, environment, arguments);
    }

    private static Map<String, String> environment(Path data) {
        return Map.of("CARILLON_DATA", data.toString());
    }
}
