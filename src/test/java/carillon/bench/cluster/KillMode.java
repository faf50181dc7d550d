package carillon.bench.cluster;

import carillon.bench.cluster.NodeCalls.Owned;
import carillon.time.Clock;
import carillon.trial.Waiting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Nodes are killed one after the other under a steady load, and started again. */
final class KillMode implements Mode {

    /** The blow falls at another place of whatever the nodes do every second. */
    private static final int JITTER_MILLIS = 1_000;

    @Override
    public Report run(ClusterRig rig, Options options) {
        SteadyRun run = SteadyRun.start(rig, options);
        Random random = new Random(1);
        List<Blow> blows = new ArrayList<>();
        for (int i = 0; i < options.kills(); i++) {
            ForemanNode node = rig.nodes.get(i % ClusterRig.NODES);
            Map<Integer, Owned> owners = rig.awaitRest(rig.nodes);
            if (i > 0) {
                long sinceMillis =
                        Clock.system().epochMillis() - blows.getLast().atMillis();
                Waiting.pause(Math.max(0, options.everySeconds() * 1_000L - sinceMillis));
                owners = rig.awaitRest(rig.nodes);
            }
            Waiting.pause(random.nextInt(JITTER_MILLIS));
            blows.add(Blow.strike(node, owners, node::kill));
            System.out.printf("kill %d of %d: %s%n", i + 1, options.kills(), node.name());
            Waiting.pause(options.restartSeconds() * 1_000L);
            node.awaitEnd();
            node.start();
        }
        rig.awaitRest(rig.nodes);
        Accounts accounts = run.finish();
        List<Change> changes = Change.of(rig.tasks, rig.arrivals);
        List<Outage> outages = blows.stream()
                .map(blow -> Outage.of(blow, rig.tasks, rig.arrivals, changes))
                .toList();
        return report(accounts, outages, run);
    }

    private static Report report(Accounts accounts, List<Outage> outages, SteadyRun run) {
        Millis gaps = Millis.of(outages.stream().mapToLong(Outage::gapMillis));
        StringBuilder text = new StringBuilder(run.text()).append(accounts.text());
        JsonArray each = new JsonArray();
        for (Outage outage : outages) {
            text.append("kill %2d      %s%n".formatted(each.size() + 1, outage.text()));
            each.add(outage.json());
        }
        text.append("gaps         ").append(gaps.text()).append(", max wanted 1000\n");
        JsonObject json = accounts.json().put("gaps", gaps.json()).put("kills", each);
        return new Report(text.toString(), run.addTo(json), accounts.areRight());
    }
}
