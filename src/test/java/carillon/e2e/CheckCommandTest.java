package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final int FAILED = 1;
    private static final int MISUNDERSTOOD = 2;

    @TempDir
    private Path folder;

    @Test
    void a_database_that_a_node_uses_is_in_order() {
        String url = TestPostgres.freshDatabase();
        try (LocalNode node = LocalNode.start(url, "sample.DataSyncVerticle")) {
            Client client = node.client();
            client.create(new JsonObject().put("id", "a").put("delay", "PT1H").put("action", "x"));
            client.create(new JsonObject().put("id", "b").put("delay", "PT0S").put("action", "nobody"));
            client.create(new JsonObject().put("id", "c").put("every", "PT1S").put("action", "dataSync"));
            Waiting.until(() -> "two runs", () -> client.runs("c").size() >= 2);
            try (NodeProcess check = start(Map.of("CARILLON_DATABASE_URL", url), "check")) {
                assertEquals(0, check.awaitEnd(), check::output);
                assertTrue(check.output().contains("in order"), check::output);
            }
        }
    }

    @Test
    void a_database_without_our_tables_is_not_called_in_order() {
        try (NodeProcess check = start(Map.of("CARILLON_DATABASE_URL", TestPostgres.freshDatabase()), "check")) {
            assertEquals(FAILED, check.awaitEnd(), check::output);
            assertTrue(check.output().contains("no tables of Carillon"), check::output);
        }
    }

    @Test
    void a_folder_without_a_database_is_refused_and_stays_empty() {
        Path data = folder.resolve("data");
        try (NodeProcess check = start(Map.of("CARILLON_DATA", data.toString()), "check")) {
            assertEquals(MISUNDERSTOOD, check.awaitEnd(), check::output);
            assertTrue(check.output().contains("there is no database in " + data), check::output);
        }
        assertTrue(!data.toFile().exists());
    }

    @Test
    void a_misspelled_option_is_named() {
        try (NodeProcess check = start(Map.of(), "check", "-fix")) {
            assertEquals(MISUNDERSTOOD, check.awaitEnd(), check::output);
            assertTrue(check.output().contains("'-fix' is not understood"), check::output);
        }
    }

    private NodeProcess start(Map<String, String> environment, String... arguments) {
        return NodeProcess.start(folder.resolve("log"), new JsonObject(), environment, arguments);
    }
}
