package carillon.bench.cluster;

import carillon.time.Clock;
import carillon.trial.Waiting;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All nodes are restarted in turn by SIGTERM under a steady load, as when a new version is rolled out. */
final class RollMode implements Mode {

    private static final long BETWEEN_MILLIS = 3_000;
    private static final int SHOWN = 5;

    @Override
    public Report run(ClusterRig rig, Options options) {
        SteadyRun run = SteadyRun.start(rig, options);
        long fromMillis = Clock.system().epochMillis();
        for (ForemanNode node : rig.nodes) {
            rig.awaitRest(rig.nodes);
            Waiting.pause(BETWEEN_MILLIS);
            System.out.println("restart of " + node.name() + " at " + Instant.now());
            node.end();
            node.start();
        }
        rig.awaitRest(rig.nodes);
        Waiting.pause(BETWEEN_MILLIS);
        Accounts accounts = run.finish();
        List<Change> changes = Change.of(rig.tasks, rig.arrivals).stream()
                .filter(change -> change.firstMillis() > fromMillis)
                .toList();
        Millis between = Millis.of(changes.stream().mapToLong(Change::gapMillis));
        Millis gaps = Millis.of(changes.stream().mapToLong(Change::dumbMillis));
        String text = run.text() + accounts.text() + """
                hand-overs   from the last fire to the next fire %s
                gaps         from the last fire to the first possible one %s, max wanted 100
                             the longest: %s
                """.formatted(between.text(), gaps.text(), longest(changes));
        JsonObject json = accounts.json().put("betweenFires", between.json()).put("gaps", gaps.json());
        return new Report(text, run.addTo(json), accounts.areRight() && accounts.duplicates() == 0);
    }

    /** With their instants, by which the nodes' logs tell what went on then. */
    private static String longest(List<Change> changes) {
        return changes.stream()
                .sorted(Comparator.comparingLong(Change::dumbMillis).reversed())
                .limit(SHOWN)
                .map(change -> "%d ms of shard %d until %s"
                        .formatted(change.dumbMillis(), change.shard(), Instant.ofEpochMilli(change.firstMillis())))
                .collect(Collectors.joining(", "));
    }
}
