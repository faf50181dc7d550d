package carillon.bench.cluster;

import carillon.bench.cluster.NodeCalls.Owned;
import carillon.time.Clock;
import carillon.trial.Waiting;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.IntStream;

/** A node is stopped by SIGSTOP under a steady load, for longer than its lease lasts, and continued. */
final class StopMode implements Mode {

    private static final long AFTER_MILLIS = 15_000;
    private static final String REFUSED = "carillon_stale_writes_refused_total";
    private static final String EXPIRED = "carillon_trust_windows_expired_total";

    @Override
    public Report run(ClusterRig rig, Options options) {
        SteadyRun run = SteadyRun.start(rig, options);
        ForemanNode node = rig.nodes.getLast();
        Map<Integer, Owned> owners = rig.awaitRest(rig.nodes);
        long refusedBefore = counted(rig, node, REFUSED);
        long expiredBefore = counted(rig, node, EXPIRED);
        Blow blow = Blow.strike(node, owners, () -> node.signal("STOP"));
        Waiting.pause(options.stopSeconds() * 1_000L);
        Records before = rig.records();
        long resumedMillis = Clock.system().epochMillis();
        node.signal("CONT");
        rig.awaitRest(rig.nodes);
        Waiting.pause(AFTER_MILLIS);
        long refused = counted(rig, node, REFUSED) - refusedBefore;
        long expired = counted(rig, node, EXPIRED) - expiredBefore;
        Accounts accounts = run.finish();
        Records after = rig.records();
        long recorded = IntStream.range(0, rig.tasks.count())
                .filter(task -> after.isRecorded(task) && !before.isRecorded(task))
                .filter(task -> blow.isStale(rig.tasks.shard(task), after.term(task)))
                .count();
        long sent = IntStream.range(0, rig.arrivals.count())
                .filter(place -> rig.arrivals.millis(place) >= resumedMillis)
                .filter(place -> blow.isStale(rig.tasks.shard(rig.arrivals.task(place)), rig.arrivals.term(place)))
                .count();
        Outage outage = Outage.of(blow, rig.tasks, rig.arrivals, Change.of(rig.tasks, rig.arrivals));
        String text = run.text() + accounts.text() + """
                stop         %s
                resumed      under its old terms %d tasks sent, %d recorded; %d stale writes refused, %d trust windows \
                expired
                """.formatted(outage.text(), sent, recorded, refused, expired);
        JsonObject json = accounts.json()
                .put("stop", outage.json())
                .put("sentUnderOldTerms", sent)
                .put("recordedUnderOldTerms", recorded)
                .put("staleWritesRefused", refused)
                .put("trustWindowsExpired", expired);
        return new Report(text, run.addTo(json), accounts.areRight() && sent + recorded == 0);
    }

    private static long counted(ClusterRig rig, ForemanNode node, String counter) {
        return Waiting.get(rig.calls.counted(node.port(), counter));
    }
}
