package carillon.trial;

import carillon.message.Occurrence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what was accepted, what arrived and what was recorded. */
public final class Audit {

    /** A node may be stopped for half a minute between a request's headers and its first byte. */
    private static final long MISDATED_MILLIS = 60_000;

    private final Map<String, Accepted> accepted;
    private final Map<Occurrence, List<Delivery>> arrivals = new LinkedHashMap<>();
    private final Map<String, Set<Occurrence>> arrived;
    private final Map<String, Recorded> recorded;
    private final List<Finding> findings = new ArrayList<>();

    private Audit(Map<String, Accepted> accepted, List<Delivery> deliveries, Map<String, Recorded> recorded) {
        this.accepted = accepted;
        this.recorded = recorded;
        deliveries.forEach(delivery -> arrivals.computeIfAbsent(delivery.occurrence(), first -> new ArrayList<>())
                .add(delivery));
        arrived = arrivals.keySet().stream().collect(Collectors.groupingBy(Occurrence::id, Collectors.toSet()));
    }

    /**
     * All broken promises.
     *
     * @param deliveries in the order of their arrival
     */
    public static List<Finding> of(
            Map<String, Accepted> accepted, List<Delivery> deliveries, Map<String, Recorded> recorded) {
        Audit audit = new Audit(accepted, deliveries, recorded);
        audit.arrivals.forEach(audit::checkArrivals);
        accepted.values().forEach(audit::checkRecord);
        return audit.findings;
    }

    private void checkArrivals(Occurrence occurrence, List<Delivery> deliveries) {
        Accepted task = accepted.get(occurrence.id());
        if (task == null) {
            find(Finding.Kind.NOT_ACCEPTED, deliveries.getFirst());
            return;
        }
        long due = Math.max(occurrence.scheduledFor(), Objects.requireNonNullElse(task.due(), Long.MIN_VALUE));
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery later = deliveries.get(i);
            if (later.arrivedMillis() < due) {
                find(Finding.Kind.EARLY, later + ", due at " + due);
            }
            if (Math.abs(later.arrivedMillis() - later.saidMillis()) > MISDATED_MILLIS) {
                find(Finding.Kind.MISDATED, later);
            }
            for (Delivery earlier : deliveries.subList(0, i)) {
                if (!later.isTellableFrom(earlier)) {
                    find(Finding.Kind.INDISTINCT, later + " after " + earlier);
                }
            }
        }
    }

    private void checkRecord(Accepted task) {
        Recorded record = recorded.get(task.id());
        if (record == null || !record.isSettled() || record.runs().isEmpty()) {
            find(Finding.Kind.LOST, task + " has no outcome; the API tells " + record);
            return;
        }
        List<Recorded.Run> runs = record.runs().stream()
                .sorted(Comparator.comparing(Recorded.Run::scheduledFor))
                .toList();
        Set<Long> instants = runs.stream().map(Recorded.Run::scheduledFor).collect(Collectors.toSet());
        runs.forEach(run -> checkRun(task, run));
        arrived.getOrDefault(task.id(), Set.of()).stream()
                .filter(occurrence -> !instants.contains(occurrence.scheduledFor()))
                .forEach(occurrence -> find(Finding.Kind.LOST, occurrence + " arrived, and has no outcome"));
        if (task.recurring()) {
            checkSequence(task, runs);
        } else if (runs.size() > 1) {
            find(Finding.Kind.TWO_OUTCOMES, task + ": " + runs);
        }
    }

    private void checkRun(Accepted task, Recorded.Run run) {
        if (run.outcome() == null) {
            find(Finding.Kind.LOST, task + " has no outcome of " + run);
        } else if (run.wasAttempted() && !arrivals.containsKey(new Occurrence(task.id(), run.scheduledFor()))) {
            find(Finding.Kind.LOST, task + " never arrived, but is recorded as " + run);
        }
    }

    /** Each nominal instant from the first to the last stands in exactly one row. */
    private void checkSequence(Accepted task, List<Recorded.Run> runs) {
        long expected = Objects.requireNonNullElse(task.due(), runs.getFirst().scheduledFor());
        for (Recorded.Run run : runs) {
            if (run.scheduledFor() > expected) {
                find(Finding.Kind.LOST, task.id() + " has no outcome of " + expected + ", the next is " + run);
            } else if (run.scheduledFor() < expected) {
                find(Finding.Kind.TWO_OUTCOMES, task.id() + " had the outcome of " + run + " before");
            }
            expected = run.scheduledFor() + run.covers() * Workload.PERIOD_MILLIS;
        }
    }

    private void find(Finding.Kind kind, Object what) {
        findings.add(new Finding(kind, what.toString()));
    }
}
