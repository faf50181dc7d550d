package carillon.chaos;

import carillon.trial.Finding;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a run showed.
 *
 * @param millis how long it took, the wait for the nodes before it apart
 * @param duplicates attempts after one that was answered with success
 * @param overtaken as {@link Overtaken} counts
 * @param staleWrites that were seen to be refused
 */
record Outcome(
        long millis,
        long accepted,
        long deliveries,
        long duplicates,
        long overtaken,
        long staleWrites,
        List<Finding> findings) {

    private static final int FINDINGS_KEPT_MAX = 50;

    Outcome {
        findings = findings.stream().limit(FINDINGS_KEPT_MAX).toList();
    }

    JsonObject toJson() {
        JsonArray broken = new JsonArray();
        findings.forEach(finding ->
                broken.add(new JsonObject().put("kind", finding.kind().name()).put("what", finding.what())));
        return new JsonObject()
                .put("millis", millis)
                .put("accepted", accepted)
                .put("deliveries", deliveries)
                .put("duplicates", duplicates)
                .put("overtaken", overtaken)
                .put("staleWrites", staleWrites)
                .put("findings", broken);
    }

    static Outcome of(JsonObject json) {
        JsonArray broken = json.getJsonArray("findings");
        return new Outcome(
                json.getLong("millis"),
                json.getLong("accepted"),
                json.getLong("deliveries"),
                json.getLong("duplicates"),
                json.getLong("overtaken"),
                json.getLong("staleWrites"),
                IntStream.range(0, broken.size())
                        .mapToObj(broken::getJsonObject)
                        .map(each -> new Finding(Finding.Kind.valueOf(each.getString("kind")), each.getString("what")))
                        .toList());
    }
}
