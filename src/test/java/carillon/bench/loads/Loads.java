package carillon.bench.loads;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures a node: {@code Loads FOLDER MODE [--NAME=NUMBER]…}. What it finds is printed, and written to
 * {@code result.json} in the folder, which also takes the logs, and the database while it is needed. The exit code is 1
 * where a promise was broken; figures that are only worse than hoped for break none.
 */
final class Loads {

    private static final Map<String, Mode> MODES = new TreeMap<>(Map.of(
            "soon", new SoonMode(),
            "webhooks", new WebhooksMode(),
            "far", new FarMode(),
            "pinned", new PinnedMode(),
            "idle", new IdleMode(),
            "wheel", new WheelMode()));

    private Loads() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        Mode mode = rest.isEmpty() ? null : MODES.get(rest.getFirst());
        if (mode == null) {
            refuse("name what to do, one of " + MODES.keySet());
            return;
        }
        Options options;
        try {
            options = Options.parse(mode.defaults(), rest.subList(1, rest.size()));
        } catch (IllegalArgumentException wrong) {
            refuse(String.valueOf(wrong.getMessage()));
            return;
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
        System.out.println(String.join(" ", rest) + "; logs are in " + folder);
        String loadBefore = loadAverage();
        Figures figures = mode.run(folder, options);
        JsonObject result = new JsonObject()
                .put("mode", rest.getFirst())
                .put("ended", Instant.ofEpochMilli(Wall.micros() / 1_000).toString())
                .put("carillon", System.getProperty("carillon.version", "unknown"))
                .put("options", options.json())
                .put("figures", figures.json())
                .put("right", figures.right())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", Runtime.version().toString())
                .put("loadAverageBefore", loadBefore)
                .put("loadAverageAfter", loadAverage());
        Path written = folder.resolve("result.json");
        Files.writeString(written, result.encodePrettily() + "\n");
        System.out.print(figures.text());
        System.out.println("load average " + loadBefore + " before, " + loadAverage() + " after; written: " + written);
        System.exit(figures.right() ? 0 : 1);
    }

    private static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }

    private static void refuse(String message) {
        System.err.println(message);
        System.exit(2);
    }
}
