package carillon.bench.loads;

import carillon.trial.Waiting;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** How late tasks are, beside the timers of a bare wheel at the same rate in the same JVM at the same time. */
final class WheelMode implements Mode {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Override
    public Map<String, Integer> defaults() {
        return Map.of("rate", 10_000, "seconds", 30, "warm-up", 30);
    }

    @Override
    public Figures run(Path folder, Options options) throws IOException, InterruptedException {
        int rate = options.get("rate");
        long millis = options.millis("warm-up") + options.millis("seconds");
        long all = Pace.made(rate, millis * 1_000_000);
        try (Stage stage = new Stage(folder);
                Node node = stage.node()) {
            Creator creator = new Creator(stage.vertx, node.port, Creator::probed);
            long from = Wall.micros() / 1_000 + Pace.LEAD_MILLIS_MAX + options.millis("warm-up");
            node.record(from, options.millis("seconds") - Pace.LEAD_SPREAD_MILLIS, 1);
            node.ask("/wheel?rate=" + rate);
            creator.start(rate, millis);
            Waiting.pause(options.millis("warm-up"));
            Cores before = Cores.now(stage, node);
            Waiting.pause(options.millis("seconds"));
            Cores used = Cores.now(stage, node).since(before);
            creator.awaitAnswers(all, LIMIT);
            boolean called = Waiting.until(() -> node.calls() >= all, LIMIT);
            JsonObject windows = node.ask("/windows");
            JsonObject tasks = windows.getJsonArray("called").getJsonObject(0);
            JsonObject bare = windows.getJsonArray("bare").getJsonObject(0);
            boolean right = called && tasks.getLong("early") == 0;
            return figures(creator.json().put("cores", used.json()), used.text(), tasks, bare, right);
        }
    }

    private static Figures figures(JsonObject json, String cores, JsonObject tasks, JsonObject bare, boolean right) {
        double median = tasks.getDouble("p50Millis") / bare.getDouble("p50Millis");
        double ninetyNinth = tasks.getDouble("p99Millis") / bare.getDouble("p99Millis");
        String text = """
                made         %d, of which %d were accepted
                tasks late   %s
                wheel late   %s
                ratio        p50 %.2f, p99 %.2f; 3 wanted at most
                cores        %s
                """.formatted(
                        json.getLong("made"),
                        json.getLong("accepted"),
                        Histogram.text(tasks),
                        Histogram.text(bare),
                        median,
                        ninetyNinth,
                        cores);
        json.put("tasks", tasks).put("bareWheel", bare).put("ratioP50", median).put("ratioP99", ninetyNinth);
        return new Figures(text, json, right);
    }
}
