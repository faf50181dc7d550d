package carillon.bench.cluster;

import carillon.bench.cluster.NodeCalls.Owned;
import carillon.e2e.Ports;
import carillon.lease.Shards;
import carillon.postgres.EmbeddedPostgres;
import carillon.trial.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One PostgreSQL, nodes that share it, a client of theirs and a receiver. */
final class ClusterRig implements AutoCloseable {

    static final int NODES = 3;

    /** The first start may build. */
    private static final Duration REST_LIMIT = Duration.ofMinutes(5);

    private static final Duration DRAINED_LIMIT = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 300;
    private static final int LOOPS = 2;

    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
    final NodeCalls calls = new NodeCalls(vertx);
    final Tasks tasks = new Tasks();
    final Arrivals arrivals = new Arrivals();
    final EmbeddedPostgres database;
    final List<ForemanNode> nodes = new ArrayList<>();
    private final String url;

    ClusterRig(Path folder) throws InterruptedException {
        database = EmbeddedPostgres.start(folder.resolve("database"));
        url = Webhooks.start(vertx, arrivals);
        List<Integer> ports = Ports.free(2 * NODES);
        String members = ports.subList(0, NODES).stream()
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
        for (int i = 0; i < NODES; i++) {
            Map<String, String> environment = Map.of(
                    "CARILLON_DATABASE_URL",
                    database.url(),
                    "CARILLON_CLUSTER_PORT",
                    ports.get(i).toString(),
                    "CARILLON_CLUSTER_MEMBERS",
                    members);
            String name = "node-" + (i + 1);
            nodes.add(new ForemanNode(name, ports.get(NODES + i), environment, folder.resolve(name + ".log")));
        }
    }

    /** A client of some nodes; no other may be at work. */
    Load load(List<ForemanNode> some) {
        return new Load(vertx, calls, new Balancer(calls, some), tasks, url);
    }

    /** Waits until nodes that were started are ready and have their even shares of the shards. */
    Map<Integer, Owned> awaitRest(List<ForemanNode> some) {
        Map<Integer, Owned> last = new TreeMap<>();
        boolean atRest = Waiting.until(
                () -> {
                    for (ForemanNode each : some) {
                        if (!each.isRunning()) {
                            throw new IllegalStateException(each.name() + " ended by itself; see its log");
                        }
                    }
                    Waiting.pause(LOOK_MILLIS);
                    last.clear();
                    last.putAll(look(some));
                    return areEven(last, some);
                },
                REST_LIMIT);
        if (!atRest) {
            throw new IllegalStateException(
                    "not all nodes were ready with even shares within " + REST_LIMIT + ": " + last);
        }
        return Map.copyOf(last);
    }

    private Map<Integer, Owned> look(List<ForemanNode> some) {
        boolean ready = some.stream().allMatch(each -> Waiting.get(calls.isReady(each.port())));
        return ready ? Waiting.get(calls.shards(some.getLast().port()).otherwise(Map.of())) : Map.of();
    }

    private static boolean areEven(Map<Integer, Owned> owners, List<ForemanNode> some) {
        Map<String, Long> shares = owners.values().stream()
                .filter(Owned::atRest)
                .collect(Collectors.groupingBy(Owned::node, Collectors.counting()));
        int share = Shards.COUNT_DEFAULT / some.size();
        return shares.values().stream().mapToLong(Long::longValue).sum() == Shards.COUNT_DEFAULT
                && some.stream().allMatch(each -> shares.getOrDefault(each.name(), 0L) >= share);
    }

    /** Lets a load end, and waits until all that it made was accepted, has arrived and is recorded, or too long. */
    Records drain(Load load) {
        load.end();
        Waiting.until(() -> load.waiting() == 0, DRAINED_LIMIT);
        Waiting.until(() -> arrivals.count() >= tasks.count(), DRAINED_LIMIT);
        Waiting.until(
                () -> {
                    Waiting.pause(LOOK_MILLIS);
                    return Records.count(vertx, database.url()) >= tasks.accepted();
                },
                DRAINED_LIMIT);
        load.close();
        return records();
    }

    /** What is recorded now. */
    Records records() {
        return Records.read(vertx, database.url(), tasks.count());
    }

    @Override
    public void close() {
        nodes.forEach(ForemanNode::close);
        Waiting.get(vertx.close());
        database.stop();
    }
}
