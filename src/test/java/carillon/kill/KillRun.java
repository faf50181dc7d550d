package carillon.kill;

import carillon.time.Clock;
import carillon.trial.Api;
import carillon.trial.Audit;
import carillon.trial.Closing;
import carillon.trial.Crew;
import carillon.trial.Finding;
import carillon.trial.Ledger;
import carillon.trial.Load;
import carillon.trial.Node;
import carillon.trial.Receiver;
import carillon.trial.Recorded;
import carillon.trial.StaleWrites;
import carillon.trial.Waiting;
import carillon.trial.Workload;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run: nodes are started, loaded, struck as planned, and audited. */
final class KillRun implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(90);
    private static final Duration ACCEPTED_LIMIT = Duration.ofSeconds(60);
    private static final Duration SETTLED_LIMIT = Duration.ofSeconds(180);

    private final KillOptions options;
    private final Ledger ledger = new Ledger();
    private final Vertx vertx = Vertx.vertx();
    private final Api api = new Api(vertx);
    private final StaleWrites staleWrites = new StaleWrites(api);
    private final Place place;
    private final List<Node> nodes;
    private final Crew crew;
    private long stops;

    private KillRun(KillOptions options, Path folder) {
        this.options = options;
        place = Place.make(folder, options.nodes());
        nodes = place.nodes(options.nodes());
        crew = new Crew(api, nodes, ledger);
    }

    /** Makes a run in a folder, which is emptied first, and leaves its report and the nodes' logs there. */
    static Report make(KillOptions options, Path folder) {
        System.out.println("kill.seed is " + options.seed() + "; to do the same again: " + options.command());
        try (KillRun run = new KillRun(options, folder)) {
            Report report = run.make();
            run.place.write("report.txt", report.text());
            System.out.println(report.text());
            return report;
        }
    }

    private Report make() {
        Workload shape = new Workload(options.seed(), "", "");
        String url = Receiver.start(vertx, ledger::arrive, shape::reactionTo);
        nodes.forEach(Node::start);
        Load load = new Load(vertx, api, nodes, new Workload(options.seed(), "", url), ledger);
        if (areReady()) {
            staleWrites.follow(vertx, nodes);
            Runnable end = load.start(options.rate());
            boolean struck = Blow.plan(options).stream().allMatch(this::strike);
            end.run();
            if (struck && areReady() && !Waiting.until(() -> load.waiting() == 0, ACCEPTED_LIMIT)) {
                ledger.blame(new Finding(Finding.Kind.NODE_FAILED, load.waiting() + " tasks were never accepted"));
            }
            load.abandon();
        }
        Map<String, Recorded> recorded = Closing.settle(api, nodes.getFirst(), ledger.accepted(), SETTLED_LIMIT);
        List<Finding> findings = new ArrayList<>(ledger.faults());
        findings.addAll(Audit.of(ledger.accepted(), ledger.deliveries(), recorded));
        return new Report(options, ledger, recorded, findings, staleWrites.seen(), stops);
    }

    /** False if the nodes cannot be brought to where the blow is to fall. */
    private boolean strike(Blow blow) {
        if (blow.whenReady() && !areReady()) {
            return false;
        }
        Waiting.pause(blow.afterMillis());
        Node node = nodes.get(blow.node());
        switch (blow.kind()) {
            case KILL -> {
                node.kill();
                ledger.kill(Clock.system().epochMillis());
                node.start();
            }
            case STOP -> {
                node.stop();
                Waiting.pause(Duration.ofSeconds(options.stopSeconds()).toMillis());
                node.resume();
                stops++;
            }
        }
        return true;
    }

    private boolean areReady() {
        return crew.awaitReady(READY_LIMIT);
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        place.close();
        Waiting.get(vertx.close());
    }
}
