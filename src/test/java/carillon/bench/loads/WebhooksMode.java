package carillon.bench.loads;

import carillon.trial.Waiting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Webhooks at a steady rate, and at higher ones until the first that the node falls behind at. */
final class WebhooksMode implements Mode {

    /** Hundredths of the first rate. */
    private static final List<Integer> RATES = List.of(100, 150, 250);
    /** How long webhooks may still arrive after the last of them was due, or made. */
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** Then what was accepted must arrive nevertheless. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final int BEHIND_MILLIS = 1_000;
    /** Of what was asked for; less is a client that could not offer it. */
    private static final double OFFERED_MIN = 0.99;

    @Override
    public Map<String, Integer> defaults() {
        return Map.of("rate", 10_000, "seconds", 30, "warm-up", 15, "connections", 32);
    }

    @Override
    public Figures run(Path folder, Options options) throws IOException, InterruptedException {
        JsonArray runs = new JsonArray();
        JsonObject settings = new JsonObject()
                .put("delivery", new JsonObject().put("connectionsPerHostMax", options.get("connections")));
        boolean right = true;
        int held = 0;
        try (Stage stage = new Stage(folder);
                Node node = stage.node(settings)) {
            for (int hundredths : RATES) {
                int rate = Math.toIntExact((long) options.get("rate") * hundredths / 100);
                Figures figures = measure(stage, node, rate, options);
                System.out.print(figures.text());
                runs.add(figures.json());
                right &= figures.right();
                if (!figures.json().getBoolean("held")) {
                    break;
                }
                held = rate;
            }
        }
        String text = "held         %d a second%n".formatted(held);
        return new Figures(text, new JsonObject().put("runs", runs).put("highestRateHeld", held), right);
    }

    private static Figures measure(Stage stage, Node node, int rate, Options options) {
        Receiver receiver = new Receiver(stage.vertx);
        Creator creator = new Creator(stage.vertx, node.port, receiver::line);
        long before = stage.succeeded();
        long start = Wall.micros() / 1_000;
        long warm = options.millis("warm-up");
        long counted = options.millis("seconds");
        long millis = warm + counted;
        long all = Pace.made(rate, millis * 1_000_000);
        receiver.record(start + Pace.LEAD_MILLIS_MAX + warm, counted - Pace.LEAD_SPREAD_MILLIS);
        creator.start(rate, millis);
        Waiting.pause(warm);
        Cores beforeCounted = Cores.now(stage, node);
        Waiting.until(() -> creator.made() >= all, Duration.ofMillis(counted).plus(LIMIT));
        Cores used = Cores.now(stage, node).since(beforeCounted);
        double offered = creator.made() * 1_000.0 / (Wall.micros() / 1_000 - start);
        Waiting.until(
                () -> receiver.tasks() >= all,
                Duration.ofMillis(Pace.LEAD_MILLIS_MAX).plus(GRACE));
        boolean inTime = receiver.tasks() >= all;
        Waiting.until(() -> creator.answered() >= all, LIMIT);
        Waiting.until(() -> receiver.tasks() >= creator.accepted(), LIMIT);
        Waiting.until(() -> stage.succeeded() - before >= receiver.tasks(), GRACE);
        JsonObject lateness = receiver.lateness().json();
        boolean held =
                inTime && offered >= rate * OFFERED_MIN && receiver.lateness().millis(0.5) < BEHIND_MILLIS;
        boolean right = receiver.tasks() >= creator.accepted() && lateness.getLong("early") == 0;
        JsonObject json = creator.json()
                .put("rate", rate)
                .put("offeredPerSecond", offered)
                .put("delivered", receiver.tasks())
                .put("arrivals", receiver.arrivals())
                .put("recorded", stage.succeeded() - before)
                .put("lateness", lateness)
                .put("cores", used.json())
                .put("held", held);
        String text = """
                %6d/s      %.0f offered; %d made, %d accepted, %d delivered, %d arrivals, %d recorded; %s
                             late %s
                             cores: %s
                """.formatted(
                        rate,
                        offered,
                        creator.made(),
                        creator.accepted(),
                        receiver.tasks(),
                        receiver.arrivals(),
                        json.getLong("recorded"),
                        held ? "held" : "falls behind",
                        Histogram.text(lateness),
                        used.text());
        return new Figures(text, json, right);
    }
}
