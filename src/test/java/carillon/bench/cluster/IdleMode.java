package carillon.bench.cluster;

import carillon.bench.Cpu;
import carillon.time.Clock;
import carillon.trial.Waiting;
import io.vertx.core.json.JsonObject;

/** Nodes that have nothing to do, and what they take for it. */
final class IdleMode implements Mode {

    private static final Clock CLOCK = Clock.system();

    /** Under the load of the warm-up their compilers compile what idle nodes run too. */
    @Override
    public Report run(ClusterRig rig, Options options) {
        SteadyRun warming = SteadyRun.start(rig, options);
        Accounts accounts = warming.finish();
        Waiting.pause(options.warmSeconds() * 1_000L);
        double[] nodes = rig.nodes.stream().mapToDouble(IdleMode::cpuSeconds).toArray();
        double database = Cpu.secondsOf(rig.database.pid());
        long start = CLOCK.nanoTime();
        Waiting.pause(options.seconds() * 1_000L);
        double seconds = (CLOCK.nanoTime() - start) / 1e9;
        double databasePercent = 100 * (Cpu.secondsOf(rig.database.pid()) - database) / seconds;
        StringBuilder text = new StringBuilder();
        JsonObject each = new JsonObject();
        double all = 0;
        for (int i = 0; i < nodes.length; i++) {
            double percent = 100 * (cpuSeconds(rig.nodes.get(i)) - nodes[i]) / seconds;
            text.append(
                    "%s       %.1f %% of a core%n".formatted(rig.nodes.get(i).name(), percent));
            each.put(rig.nodes.get(i).name(), percent);
            all += percent;
        }
        text.append("together     %.1f %% of a core for %.0f s, 6 wanted%n".formatted(all, seconds));
        text.append("PostgreSQL   %.1f %% of a core%n".formatted(databasePercent));
        JsonObject json = new JsonObject()
                .put("percentOfNodes", each)
                .put("percentTogether", all)
                .put("percentOfPostgres", databasePercent)
                .put("seconds", seconds);
        return new Report(text.toString(), json, accounts.areRight());
    }

    private static double cpuSeconds(ForemanNode node) {
        return Cpu.secondsOf(node.jvm().pid());
    }
}
