package carillon.trial;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows how many stale writes each life of each node was refused, as {@code /metrics} tells. */
public final class StaleWrites {

    private static final long PERIOD_MILLIS = 1_000;
    private static final Pattern SAMPLE =
            Pattern.compile("^carillon_stale_writes_refused_total(?:\\{.*})? (\\S+)$", Pattern.MULTILINE);

    private final Api api;
    private final Map<String, Double> refused = new ConcurrentHashMap<>();

    public StaleWrites(Api api) {
        this.api = api;
    }

    public void follow(Vertx vertx, List<Node> nodes) {
        vertx.setPeriodic(PERIOD_MILLIS, tick -> nodes.forEach(this::scrape));
    }

    /** The sum of what was seen; what a node counted in the second before it was killed may be missing. */
    public long seen() {
        return Math.round(
                refused.values().stream().mapToDouble(Double::doubleValue).sum());
    }

    private void scrape(Node node) {
        String life = node.name() + "/" + node.lives();
        api.get(node, "/metrics").onSuccess(reply -> {
            double sum = 0;
            for (Matcher sample = SAMPLE.matcher(reply.body().toString()); sample.find(); ) {
                sum += Double.parseDouble(sample.group(1));
            }
            refused.merge(life, sum, Math::max);
        });
    }
}
