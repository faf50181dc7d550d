package carillon.bench.cluster;

import carillon.time.Clock;
import carillon.trial.Waiting;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** All nodes are restarted in turn by SIGTERM under a steady load, as when a new version is rolled out. */
final class RollMode implements Mode {

    private static final long BETWEEN_MILLIS = 3_000;

    @Override
    public Report run(ClusterRig rig, Options options) {
        SteadyRun run = SteadyRun.start(rig, options);
        long fromMillis = Clock.system().epochMillis();
        for (ForemanNode node : rig.nodes) {
            rig.awaitRest(rig.nodes);
            Waiting.pause(BETWEEN_MILLIS);
            System.out.println("restart of " + node.name());
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
                """.formatted(between.text(), gaps.text());
        JsonObject json = accounts.json().put("betweenFires", between.json()).put("gaps", gaps.json());
        return new Report(text, run.addTo(json), accounts.areRight() && accounts.duplicates() == 0);
    }
}
