package carillon.bench.loads;

import carillon.trial.Waiting;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Tasks that are due at once: from the moment that a client sends one to the call of its handler. */
final class SoonMode implements Mode {

    private static final Duration ENDED_LIMIT = Duration.ofSeconds(60);
    private static final long DAY_MILLIS = 86_400_000;

    @Override
    public Map<String, Integer> defaults() {
        return Map.of("rate", 2_000, "seconds", 30, "warm-up", 30);
    }

    @Override
    public Figures run(Path folder, Options options) throws IOException, InterruptedException {
        int rate = options.get("rate");
        long warm = (long) rate * options.get("warm-up");
        long counted = (long) rate * options.get("seconds");
        try (Stage stage = new Stage(folder);
                Node node = stage.node()) {
            Sender sender = new Sender(stage.vertx, node.port);
            sender.send(warm, rate, warm);
            node.record(Wall.micros() / 1_000, DAY_MILLIS, 1);
            Cores before = Cores.now(stage, node);
            sender.send(counted, rate, 0);
            Cores used = Cores.now(stage, node).since(before);
            Waiting.until(() -> sender.answered() >= warm + counted, ENDED_LIMIT);
            Waiting.until(() -> node.calls() >= sender.accepted(), ENDED_LIMIT);
            long called = node.calls();
            JsonObject lateness = node.ask("/windows").getJsonArray("called").getJsonObject(0);
            return figures(rate, warm + counted, sender, called, lateness, used);
        }
    }

    private static Figures figures(int rate, long sent, Sender sender, long called, JsonObject lateness, Cores used) {
        JsonObject answers = sender.answers.json();
        JsonObject lateSends = sender.lateSends.json();
        String text = """
                sent at      %d a second; %d in all, %d accepted, %d calls; %d waited for a connection
                called after %s
                answered in  %s
                client late  %s
                cores        %s
                """.formatted(
                        rate,
                        sent,
                        sender.accepted(),
                        called,
                        sender.waited(),
                        Histogram.text(lateness),
                        Histogram.text(answers),
                        Histogram.text(lateSends),
                        used.text());
        JsonObject json = new JsonObject()
                .put("sent", sent)
                .put("accepted", sender.accepted())
                .put("calls", called)
                .put("waitedForConnection", sender.waited())
                .put("sentToCalled", lateness)
                .put("sentToAnswered", answers)
                .put("clientLate", lateSends)
                .put("cores", used.json());
        return new Figures(text, json, sender.accepted() == sent && called == sent && lateness.getLong("early") == 0);
    }
}
