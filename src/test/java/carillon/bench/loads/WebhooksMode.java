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

    /** So late may half of them be, and the client with the last that it makes. */
    private static final int BEHIND_MILLIS = 1_000;

    private static final long LOOK_MILLIS = 300;

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
        long all = Pace.made(rate, (warm + counted) * 1_000_000);
        receiver.record(start + Pace.LEAD_MILLIS_MAX + warm, counted - Pace.LEAD_SPREAD_MILLIS);
        creator.start(rate, warm + counted);
        Waiting.pause(warm);
        Cores beforeCounted = Cores.now(stage, node);
        Waiting.until(() -> creator.made() >= all, Duration.ofMillis(counted).plus(LIMIT));
        Cores used = Cores.now(stage, node).since(beforeCounted);
        long madeInMillis = Wall.micros() / 1_000 - start;
        Waiting.until(
                () -> receiver.tasks() >= all,
                Duration.ofMillis(Pace.LEAD_MILLIS_MAX).plus(GRACE));
        boolean inTime = receiver.tasks() >= all && madeInMillis < warm + counted + BEHIND_MILLIS;
        Waiting.until(() -> creator.answered() >= all, LIMIT);
        Waiting.until(() -> receiver.tasks() >= creator.accepted(), LIMIT);
        Waiting.until(
                () -> {
                    Waiting.pause(LOOK_MILLIS);
                    return stage.succeeded() - before >= creator.accepted();
                },
                LIMIT);
        JsonObject json = creator.json()
                .put("rate", rate)
                .put("madeInMillis", madeInMillis)
                .put("delivered", receiver.tasks())
                .put("arrivals", receiver.arrivals())
                .put("recorded", stage.succeeded() - before)
                .put("lateness", receiver.lateness().json())
                .put("cores", used.json())
                .put("held", inTime && receiver.lateness().millis(0.5) < BEHIND_MILLIS);
        return figures(json, used.text());
    }

    private static Figures figures(JsonObject json, String cores) {
        JsonObject lateness = json.getJsonObject("lateness");
        long accepted = json.getLong("accepted");
        boolean right = json.getLong("delivered") >= accepted
                && json.getLong("recorded") >= accepted
                && lateness.getLong("early") == 0;
        String text = """
                %6d/s     %d made in %.1f s, %d accepted, %d delivered, %d arrivals, %d recorded: %s
                late         %s
                cores        %s
                """.formatted(
                        json.getLong("rate"),
                        json.getLong("made"),
                        json.getLong("madeInMillis") / 1e3,
                        accepted,
                        json.getLong("delivered"),
                        json.getLong("arrivals"),
                        json.getLong("recorded"),
                        json.getBoolean("held") ? "held" : "falls behind",
                        Histogram.text(lateness),
                        cores);
        return new Figures(text, json, right);
    }
}
