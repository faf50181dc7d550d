package carillon.chaos;

import carillon.time.Clock;
import carillon.trial.Audit;
import carillon.trial.Closing;
import carillon.trial.Crew;
import carillon.trial.Delivery;
import carillon.trial.Finding;
import carillon.trial.Ledger;
import carillon.trial.Load;
import carillon.trial.Recorded;
import carillon.trial.Waiting;
import carillon.trial.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One run upon a stage. */
final class ChaosRun {

    private static final Duration READY_LIMIT = Duration.ofSeconds(120);
    private static final Duration ACCEPTED_LIMIT = Duration.ofSeconds(60);
    private static final Duration SETTLED_LIMIT = Duration.ofSeconds(120);
    private static final long LEAD_MILLIS = 700;
    private static final long TAIL_MILLIS = 500;
    private static final Clock CLOCK = Clock.system();

    private final Stage stage;
    private final Plan plan;
    private final int rate;
    private final Workload workload;
    private final Ledger ledger = new Ledger();
    private final Crew crew;

    private record Moment(long atMillis, Runnable event) {}

    /** @param prefix of the ids of its tasks, which no other run upon the stage has */
    ChaosRun(Stage stage, Plan plan, int rate, long seed, String prefix) {
        this.stage = stage;
        this.plan = plan;
        this.rate = rate;
        workload = new Workload(seed, prefix, stage.watch().url());
        crew = new Crew(stage.watch().api(), stage.processes(), ledger);
    }

    /** Makes it; begins when all nodes are ready. */
    Outcome make() {
        List<Fault> faults = plan.strikes().stream()
                .map(strike -> stage.fault(strike, ledger))
                .toList();
        boolean ready = prepare(faults);
        long staleBefore = stage.watch().staleWrites().seen();
        long startMillis = CLOCK.epochMillis();
        if (ready) {
            stage.watch().handTo(this::arrive, workload);
            strike(faults);
        }
        Map<String, Recorded> recorded =
                Closing.settle(stage.watch().api(), stage.nodes().getFirst(), ledger.accepted(), SETTLED_LIMIT);
        long millis = CLOCK.epochMillis() - startMillis;
        stage.mend(ledger);
        List<Delivery> deliveries = ledger.deliveries();
        List<Finding> findings = new ArrayList<>(ledger.faults());
        findings.addAll(Audit.of(ledger.accepted(), deliveries, recorded));
        Overtaken.byMore(Overtaken.STALE_MILLIS_MAX, deliveries)
                .forEach(each -> findings.add(new Finding(Finding.Kind.STALE_OWNER, each.toString())));
        return new Outcome(
                millis,
                ledger.accepted().size(),
                deliveries.size(),
                workload.repeatsOfSuccess(deliveries),
                Overtaken.byMore(Overtaken.DISORDER_MILLIS_MAX, deliveries).size(),
                stage.watch().staleWrites().seen() - staleBefore,
                findings);
    }

    private boolean prepare(List<Fault> faults) {
        if (!crew.awaitReady(READY_LIMIT)) {
            return false;
        }
        faults.forEach(Fault::prepare);
        return crew.awaitReady(READY_LIMIT);
    }

    private void strike(List<Fault> faults) {
        Load load = new Load(stage.watch().vertx(), stage.watch().api(), stage.nodes(), workload, ledger);
        Runnable end = load.start(rate);
        Waiting.pause(LEAD_MILLIS);
        carryOut(faults);
        Waiting.pause(TAIL_MILLIS);
        end.run();
        if (crew.awaitReady(READY_LIMIT) && !Waiting.until(() -> load.waiting() == 0, ACCEPTED_LIMIT)) {
            ledger.blame(new Finding(Finding.Kind.NODE_FAILED, load.waiting() + " tasks were never accepted"));
        }
        load.abandon();
    }

    private void carryOut(List<Fault> faults) {
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            Strike strike = plan.strikes().get(i);
            moments.add(new Moment(strike.afterMillis(), fault::begin));
            moments.add(new Moment(strike.afterMillis() + strike.millis(), fault::end));
        }
        moments.sort(Comparator.comparingLong(Moment::atMillis));
        long startMillis = CLOCK.epochMillis();
        for (Moment moment : moments) {
            Waiting.pause(startMillis + moment.atMillis - CLOCK.epochMillis());
            moment.event.run();
        }
    }

    private void arrive(Delivery delivery) {
        if (delivery.occurrence().id().startsWith(workload.prefix())) {
            ledger.arrive(delivery);
        } else {
            ledger.blame(new Finding(Finding.Kind.AFTER_END, delivery.toString()));
        }
    }
}
