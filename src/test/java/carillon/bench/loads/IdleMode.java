package carillon.bench.loads;

import carillon.trial.Waiting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a node takes of a processor while all that it has is due in a month or later: on the whole, and in each of some
 * windows, since its JIT compilers are the less at work the longer it runs.
 */
final class IdleMode implements Mode {

    @Override
    public Map<String, Integer> defaults() {
        return Map.of("tasks", 1_000_000, "quiet", 300, "seconds", 60, "windows", 10);
    }

    @Override
    public Figures run(Path folder, Options options) throws IOException, InterruptedException {
        try (Stage stage = new Stage(folder)) {
            FarTasks.write(stage, options.get("tasks"));
            try (Node node = stage.node()) {
                Waiting.pause(options.millis("quiet"));
                double[] percents = new double[options.get("windows")];
                Cores first = Cores.now(stage, node);
                Cores before = first;
                for (int i = 0; i < percents.length; i++) {
                    Waiting.pause(options.millis("seconds"));
                    Cores now = Cores.now(stage, node);
                    percents[i] = 100 * now.since(before).node();
                    before = now;
                }
                return figures(options.get("tasks"), percents, before.since(first), node.calls());
            }
        }
    }

    private static Figures figures(int tasks, double[] percents, Cores used, long calls) {
        double seconds = used.micros() / 1e6;
        double percent = 100 * used.node();
        double database = 100 * used.database();
        String text = """
                pending      %d tasks, all far
                node         %.2f %% of a core for %.0f s; by %d windows: %s
                PostgreSQL   %.2f %% of a core
                """.formatted(tasks, percent, seconds, percents.length, list(percents), database);
        JsonArray windows = new JsonArray();
        Arrays.stream(percents).forEach(windows::add);
        JsonObject json = new JsonObject()
                .put("percentOfCoreNode", percent)
                .put("percentOfCoreNodeByWindow", windows)
                .put("percentOfCorePostgres", database)
                .put("seconds", seconds)
                .put("calls", calls);
        return new Figures(text, json, calls == 0);
    }

    private static String list(double[] percents) {
        return Arrays.stream(percents).mapToObj("%.2f"::formatted).collect(Collectors.joining(" "));
    }
}
