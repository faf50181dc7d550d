package carillon.bench.cluster;

import carillon.time.Clock;
import carillon.trial.Waiting;
import io.vertx.core.json.JsonObject;

/** All nodes under a steady load, from the end of the warm-up on. */
final class SteadyRun {

    private static final Clock CLOCK = Clock.system();

    private final ClusterRig rig;
    private final int rate;
    private final Load load;
    private final long startNanos = CLOCK.nanoTime();
    private double seconds;
    private double clientSeconds;

    private SteadyRun(ClusterRig rig, int rate) {
        this.rig = rig;
        this.rate = rate;
        load = rig.load(rig.nodes);
    }

    /** Starts the nodes and the load, and returns when both are warm. */
    static SteadyRun start(ClusterRig rig, Options options) {
        rig.nodes.forEach(ForemanNode::start);
        rig.awaitRest(rig.nodes);
        SteadyRun run = new SteadyRun(rig, options.rate());
        run.load.start(new Pace.Steady(options.rate(), run.startNanos));
        Waiting.pause(options.warmSeconds() * 1_000L);
        return run;
    }

    /** Ends the load, and compares when all has come to an end. */
    Accounts finish() {
        seconds = (CLOCK.nanoTime() - startNanos) / 1e9;
        clientSeconds =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
        Records records = rig.drain(load);
        return Accounts.of(rig.tasks, rig.arrivals, records);
    }

    String text() {
        return """
                load         %d tasks a second asked for, %.0f made, for %.0f s; %d times held back; \
                client and receiver took %.0f s of processor
                """.formatted(rate, rig.tasks.count() / seconds, seconds, load.heldBack(), clientSeconds);
    }

    JsonObject addTo(JsonObject json) {
        return json.put("rate", rate)
                .put("ratePerSecondMade", rig.tasks.count() / seconds)
                .put("seconds", seconds)
                .put("heldBack", load.heldBack())
                .put("clientProcessorSeconds", clientSeconds);
    }
}
