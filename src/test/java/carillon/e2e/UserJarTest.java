package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserJarTest {

    @Test
    void a_verticle_in_a_jar_of_its_own_handles_tasks_in_the_process_of_the_node(@TempDir Path folder) {
        int port = Ports.free();
        JsonObject config = new JsonObject().put("verticles", new JsonArray().add("sample.DataSyncVerticle"));
        Map<String, String> environment =
                Map.of("PORT", Integer.toString(port), "CARILLON_DATABASE_URL", TestPostgres.freshDatabase());
        String jar = UserJar.pack(folder).toString();
        try (Client client = new Client(port);
                NodeProcess node = NodeProcess.start(
                        folder.resolve("node.log"), config, environment, "run", "carillon.Main", "-cp", jar)) {
            node.awaitReady(client);
            node.awaitOutput("The handler dataSync is registered");
            client.create(new JsonObject().put("id", "job").put("delay", "PT0S").put("action", "dataSync"));
            client.awaitState("job", "succeeded");
            node.awaitOutput("dataSync 1: job");
            assertEquals(0, node.stop(), node::output);
        }
    }
}
