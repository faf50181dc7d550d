package carillon.bench.loads;

import carillon.store.Finding;
import carillon.store.Inspection;
import carillon.trial.Waiting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Due tasks alone, and among far ones: how soon the first is called after the start of the node's process, how much of
 * the heap is in use while they are run, and how fast that goes.
 */
final class FarMode implements Mode {

    private static final Duration CREATE_LIMIT = Duration.ofMinutes(5);
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(5);
    private static final int RETENTION_DAYS = 7;
    private static final long CHECK_MILLIS_MAX = 600_000;
    private static final String DUE = "{\"delay\":\"PT0S\",\"action\":\"" + Probe.ACTION + "\"}\n";
    private static final List<String> COMPARED = List.of("firstCallMillis", "heapMebibytes", "drainedPerSecond");

    @Override
    public Map<String, Integer> defaults() {
        return Map.of("due", 200_000, "far", 10_000_000, "rounds", 7, "check-up-to", 100_000, "kill", 0);
    }

    @Override
    public Figures run(Path folder, Options options) throws IOException, InterruptedException {
        JsonObject without = measure(folder, options, 0);
        JsonObject with = measure(folder, options, options.get("far"));
        JsonObject ratio = new JsonObject();
        COMPARED.forEach(figure -> ratio.put(figure, with.getDouble(figure) / without.getDouble(figure)));
        String text = text("without", without)
                + text("with far", with)
                + "ratio        first call %.2f, heap %.2f, drain %.2f%n"
                        .formatted(COMPARED.stream().map(ratio::getDouble).toArray());
        JsonObject json =
                new JsonObject().put("without", without).put("with", with).put("ratio", ratio);
        return new Figures(text, json, without.getBoolean("right") && with.getBoolean("right"));
    }

    private static String text(String name, JsonObject figures) {
        return "%-12s first call %.0f ms after the start, heap %.1f MiB, %.0f a second%n"
                .formatted(
                        name,
                        figures.getDouble("firstCallMillis"),
                        figures.getDouble("heapMebibytes"),
                        figures.getDouble("drainedPerSecond"));
    }

    private static JsonObject measure(Path folder, Options options, int far) throws IOException, InterruptedException {
        JsonArray rounds = new JsonArray();
        boolean right = true;
        try (Stage stage = new Stage(folder)) {
            if (far > 0) {
                FarTasks.write(stage, far);
            }
            for (int round = 0; round < options.get("rounds"); round++) {
                JsonObject found = round(stage, options);
                System.out.print(text("round " + (round + 1), found));
                rounds.add(found);
                right &= found.getLong("calls") == options.get("due");
            }
            if (far <= options.get("check-up-to")) {
                check(stage);
            }
            JsonObject json = new JsonObject()
                    .put("far", far)
                    .put("rounds", rounds)
                    .put("right", right)
                    .put("bytesOfTaskTable", Sizes.of(stage).get("task"));
            COMPARED.forEach(figure -> json.put(figure, median(rounds, figure)));
            return json;
        }
    }

    private static double median(JsonArray rounds, String figure) {
        double[] sorted = rounds.stream()
                .mapToDouble(round -> ((JsonObject) round).getDouble(figure))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static JsonObject round(Stage stage, Options options) throws IOException {
        int due = options.get("due");
        // This one has no handler, so that what is due waits.
        try (Node node = stage.starting(new JsonObject(), false)) {
            node.awaitReady();
            new Creator(stage.vertx, node.port, (number, unused) -> DUE).burst(due, CREATE_LIMIT);
            if (options.get("kill") > 0) {
                node.kill();
            }
        }
        stage.execute("VACUUM ANALYZE task");
        stage.execute("CHECKPOINT");
        try (Node node = stage.starting(new JsonObject(), true)) {
            node.awaitReady();
            return drain(node, due);
        }
    }

    private static JsonObject drain(Node node, int due) {
        Waiting.until(() -> node.calls() >= due / 2, DRAIN_LIMIT);
        JsonObject collected = node.ask("/collect");
        long callsThen = node.calls();
        Waiting.until(() -> node.calls() >= due, DRAIN_LIMIT);
        JsonObject calls = node.ask("/count");
        // Nobody is called while garbage is collected, which is done for the sake of the figure only.
        long stoodStill = callsThen < due ? collected.getLong("micros") : 0;
        long micros = calls.getLong("lastMicros") - calls.getLong("firstMicros") - stoodStill;
        return new JsonObject()
                .put("firstCallMillis", (calls.getLong("firstMicros") - node.startedMicros) / 1e3)
                .put("heapMebibytes", collected.getLong("heapBytes") / (double) (1 << 20))
                .put("heapWasReadAtCalls", callsThen)
                .put("collectionMillis", collected.getLong("micros") / 1e3)
                .put("drainedPerSecond", (due - 1) * 1e6 / micros)
                .put("calls", calls.getLong("count"));
    }

    /** As {@code ./vertx check} does. */
    private static void check(Stage stage) {
        List<Finding> findings =
                Waiting.get(Inspection.of(stage.vertx, stage.databaseUrl(), RETENTION_DAYS, CHECK_MILLIS_MAX));
        if (!findings.isEmpty()) {
            throw new IllegalStateException("the database is not in order: " + findings);
        }
        System.out.println("the database is in order");
    }
}
