package carillon.bench.cluster;

import carillon.bench.Cpu;
import carillon.time.Clock;
import carillon.trial.Waiting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whole lives of tasks, from the line that creates one to its recorded outcome, as fast as one, two and three nodes
 * bear them under the same client.
 */
final class ThroughputMode implements Mode {

    /** Under way at once, between the client that makes them and the receiver. */
    private static final int UNDER_WAY_MAX = 4_000;

    private static final Clock CLOCK = Clock.system();

    /** What some nodes bore. */
    private record Lives(int nodes, double perSecond, double nodeMicros, double databaseMicros) {

        String text() {
            return "%d node(s)    %.0f lives a second; processor µs each: nodes %.0f, PostgreSQL %.0f%n"
                    .formatted(nodes, perSecond, nodeMicros, databaseMicros);
        }

        JsonObject json() {
            return new JsonObject()
                    .put("nodes", nodes)
                    .put("livesPerSecond", perSecond)
                    .put("nodeMicrosEach", nodeMicros)
                    .put("postgresMicrosEach", databaseMicros);
        }
    }

    @Override
    public Report run(ClusterRig rig, Options options) {
        StringBuilder text = new StringBuilder();
        JsonArray measured = new JsonArray();
        List<Lives> all = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            for (int count = 1; count <= ClusterRig.NODES; count++) {
                Lives lives = measure(rig, rig.nodes.subList(0, count), options);
                System.out.print("round " + (round + 1) + ": " + lives.text());
                measured.add(lives.json());
                all.add(lives);
            }
        }
        Accounts accounts = Accounts.of(rig.tasks, rig.arrivals, rig.records());
        double[] middle = IntStream.rangeClosed(1, ClusterRig.NODES)
                .mapToDouble(count -> middle(all, count))
                .toArray();
        for (int count = 1; count <= ClusterRig.NODES; count++) {
            text.append("%d node(s)    %.0f lives a second in the middle of %d rounds, %.2f of one%n"
                    .formatted(count, middle[count - 1], options.rounds(), middle[count - 1] / middle[0]));
        }
        text.append(accounts.text());
        JsonObject json =
                accounts.json().put("measured", measured).put("threeToOne", middle[ClusterRig.NODES - 1] / middle[0]);
        return new Report(text.toString(), json, accounts.areRight());
    }

    private static double middle(List<Lives> all, int nodes) {
        double[] sorted = all.stream()
                .filter(lives -> lives.nodes == nodes)
                .mapToDouble(Lives::perSecond)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static Lives measure(ClusterRig rig, List<ForemanNode> nodes, Options options) {
        nodes.forEach(ForemanNode::start);
        rig.awaitRest(nodes);
        Load load = rig.load(nodes);
        load.start(new Pace.FlatOut(UNDER_WAY_MAX, rig.arrivals));
        Waiting.pause(options.warmSeconds() * 1_000L);
        int before = rig.arrivals.count();
        double nodesBefore = cpuSeconds(nodes);
        double databaseBefore = Cpu.secondsOf(rig.database.pid());
        long start = CLOCK.nanoTime();
        Waiting.pause(options.seconds() * 1_000L);
        int lived = rig.arrivals.count() - before;
        Lives lives = new Lives(
                nodes.size(),
                lived * 1e9 / (CLOCK.nanoTime() - start),
                (cpuSeconds(nodes) - nodesBefore) / lived * 1e6,
                (Cpu.secondsOf(rig.database.pid()) - databaseBefore) / lived * 1e6);
        rig.drain(load);
        nodes.forEach(ForemanNode::end);
        return lives;
    }

    private static double cpuSeconds(List<ForemanNode> nodes) {
        return nodes.stream()
                .mapToDouble(each -> Cpu.secondsOf(each.jvm().pid()))
                .sum();
    }
}
