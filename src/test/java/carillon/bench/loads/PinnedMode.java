package carillon.bench.loads;

import carillon.trial.Waiting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A transaction that is held open while tasks are created and run, so that PostgreSQL can clean up nothing that was
 * replaced since: whether tasks get later, and whether the tables grow by more than the tasks.
 */
final class PinnedMode implements Mode {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String PIN = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1";
    private static final String PINNED = """
            SELECT coalesce(max(age(backend_xmin)), 0) FROM pg_stat_activity WHERE state = 'idle in transaction'
            """;
    private static final List<String> TABLES = List.of("task", "run", "task_key");

    @Override
    public Map<String, Integer> defaults() {
        return Map.of("rate", 5_000, "seconds", 600, "window", 60, "warm-up", 30, "before", 60);
    }

    /** The state of the load at an instant. */
    private record Reading(long accepted, Sizes sizes) {

        static Reading of(Stage stage, Creator creator) {
            return new Reading(creator.accepted(), Sizes.of(stage));
        }

        double bytesATask(Reading before, String table) {
            return (sizes.get(table) - before.sizes.get(table)) / (double) (accepted - before.accepted);
        }

        double bytesATask(Reading before) {
            return (sizes.all() - before.sizes.all()) / (double) (accepted - before.accepted);
        }
    }

    @Override
    public Figures run(Path folder, Options options) throws IOException, InterruptedException {
        int rate = options.get("rate");
        long millis = options.millis("warm-up") + options.millis("before") + options.millis("seconds");
        long all = Pace.made(rate, millis * 1_000_000);
        int windows = Math.max(1, options.get("seconds") / options.get("window"));
        try (Stage stage = new Stage(folder);
                Node node = stage.node()) {
            Creator creator = new Creator(stage.vertx, node.port, PinnedMode::line);
            long start = Wall.micros() / 1_000;
            creator.start(rate, millis);
            Waiting.pause(options.millis("warm-up"));
            Reading warm = Reading.of(stage, creator);
            Waiting.pause(options.millis("before"));
            Reading before = Reading.of(stage, creator);
            PgConnection pin = stage.connect();
            Waiting.get(pin.query(PIN).execute());
            Cores atPin = Cores.now(stage, node);
            node.record(Wall.micros() / 1_000, options.millis("window"), windows);
            Waiting.pause(start + millis - Wall.micros() / 1_000);
            Cores used = Cores.now(stage, node).since(atPin);
            Reading after = Reading.of(stage, creator);
            long pinnedTransactions = stage.row(PINNED).getInteger(0);
            creator.awaitAnswers(all, LIMIT);
            boolean called = Waiting.until(() -> node.calls() >= all, LIMIT);
            Waiting.get(pin.query("COMMIT").execute().eventually(pin::close));
            JsonArray lateness = node.ask("/windows").getJsonArray("called");
            JsonObject json = creator.json()
                    .put("transactionsSincePin", pinnedTransactions)
                    .put("calls", node.calls())
                    .put("cores", used.json())
                    .put("latenessByWindow", lateness);
            return figures(json, warm, before, after, called);
        }
    }

    /** With an id of the client's, so that there is a row in each of the tables. */
    private static String line(long number, long dueMillis) {
        return "{\"id\":\"pinned-" + number + "\","
                + Creator.probed(number, dueMillis).substring(1);
    }

    private static Figures figures(JsonObject json, Reading warm, Reading before, Reading after, boolean called) {
        JsonArray lateness = json.getJsonArray("latenessByWindow");
        JsonObject first = lateness.getJsonObject(0);
        JsonObject last = lateness.getJsonObject(lateness.size() - 1);
        StringBuilder text = new StringBuilder("""
                made         %d, of which %d were accepted; %d transactions since the pin
                first window %s
                last window  %s
                """.formatted(
                        json.getLong("made"),
                        json.getLong("accepted"),
                        json.getLong("transactionsSincePin"),
                        Histogram.text(first),
                        Histogram.text(last)));
        JsonObject sizes = new JsonObject();
        for (String table : TABLES) {
            double unpinned = before.bytesATask(warm, table);
            double pinned = after.bytesATask(before, table);
            sizes.put(table, growth(after.sizes.get(table), unpinned, pinned));
            text.append(text(table, after.sizes.get(table), unpinned, pinned));
        }
        double unpinned = before.bytesATask(warm);
        double pinned = after.bytesATask(before);
        sizes.put("all", growth(after.sizes.all(), unpinned, pinned));
        text.append(text("all tables", after.sizes.all(), unpinned, pinned));
        json.put("tasksWhilePinned", after.accepted - before.accepted)
                .put("sizes", sizes)
                .put("bytesOfEachTable", new JsonObject(Map.copyOf(after.sizes.bytes())));
        boolean pinnedIndeed = json.getLong("transactionsSincePin") > 0;
        return new Figures(text.toString(), json, called && pinnedIndeed && early(lateness) == 0);
    }

    private static long early(JsonArray lateness) {
        return lateness.stream()
                .mapToLong(window -> ((JsonObject) window).getLong("early"))
                .sum();
    }

    private static JsonObject growth(long bytes, double unpinned, double pinned) {
        return new JsonObject()
                .put("bytes", bytes)
                .put("bytesATaskBefore", unpinned)
                .put("bytesATaskPinned", pinned)
                .put("ratio", pinned / unpinned);
    }

    private static String text(String name, long bytes, double unpinned, double pinned) {
        return "%-12s %.1f MiB; bytes a task %.0f before the pin, %.0f since: ratio %.2f%n"
                .formatted(name, bytes / (double) (1 << 20), unpinned, pinned, pinned / unpinned);
    }
}
