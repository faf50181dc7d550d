package carillon.bench.loads;

import carillon.trial.Waiting;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a node takes of a processor while all that it has is due in a month or later. */
final class IdleMode implements Mode {

    @Override
    public Map<String, Integer> defaults() {
        return Map.of("tasks", 1_000_000, "quiet", 300, "seconds", 60);
    }

    @Override
    public Figures run(Path folder, Options options) throws IOException, InterruptedException {
        try (Stage stage = new Stage(folder)) {
            FarTasks.write(stage, options.get("tasks"));
            try (Node node = stage.node()) {
                Waiting.pause(options.millis("quiet"));
                Cores before = Cores.now(stage, node);
                Waiting.pause(options.millis("seconds"));
                Cores used = Cores.now(stage, node).since(before);
                double seconds = used.micros() / 1e6;
                double percent = 100 * used.node();
                double database = 100 * used.database();
                String text = """
                        pending      %d tasks, all far
                        node         %.2f %% of a core for %.0f s
                        PostgreSQL   %.2f %% of a core
                        """.formatted(options.get("tasks"), percent, seconds, database);
                JsonObject json = new JsonObject()
                        .put("percentOfCoreNode", percent)
                        .put("percentOfCorePostgres", database)
                        .put("seconds", seconds)
                        .put("calls", node.calls());
                return new Figures(text, json, node.calls() == 0);
            }
        }
    }
}
