package carillon.kill;

import carillon.message.Occurrence;
import carillon.trial.Delivery;
import carillon.trial.Finding;
import carillon.trial.Gaps;
import carillon.trial.Ledger;
import carillon.trial.Recorded;
import carillon.trial.Workload;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run showed.
 *
 * @param findings the broken promises, of the nodes and of the audit
 * @param staleWrites refused, as far as they were seen
 */
record Report(
        KillOptions options,
        Ledger ledger,
        Map<String, Recorded> recorded,
        List<Finding> findings,
        long staleWrites,
        long stops) {

    private static final int SHOWN_MAX = 50;

    /** In plain text. */
    String text() {
        List<Delivery> deliveries = ledger.deliveries();
        Set<Occurrence> occurrences =
                deliveries.stream().map(Delivery::occurrence).collect(Collectors.toSet());
        return Stream.of(
                        "Kill harness: seed " + options.seed(),
                        "again:       " + options.command(),
                        "blows:       %d kills, %d stops of %d s on %d node(s)"
                                .formatted(ledger.kills().size(), stops, options.stopSeconds(), options.nodes()),
                        "accepted:    " + ledger.accepted().size() + " tasks",
                        "delivered:   " + deliveries.size() + " attempts of " + occurrences.size() + " occurrences",
                        "duplicates:  " + new Workload(options.seed(), "", "").repeatsOfSuccess(deliveries)
                                + " attempts after one that was answered by 200",
                        "recorded:    " + outcomes(),
                        "refused:     " + staleWrites + " stale writes",
                        "gap:         from a kill to the first delivery by a new owner "
                                + spread(new Gaps(deliveries).after(ledger.kills())),
                        "ready:       from the start of a process " + spread(ledger.starts()),
                        "late:        first attempts " + spread(lateness(deliveries)),
                        verdict())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String verdict() {
        Map<Finding.Kind, Long> counts = new TreeMap<>();
        for (Finding.Kind kind : Finding.Kind.values()) {
            counts.put(
                    kind,
                    findings.stream().filter(finding -> finding.kind() == kind).count());
        }
        String shown = findings.stream()
                .limit(SHOWN_MAX)
                .map(finding -> "\n  " + finding.kind() + ": " + finding.what())
                .collect(Collectors.joining());
        return "broken:      " + counts.toString().toLowerCase(Locale.ROOT) + shown;
    }

    private String outcomes() {
        return recorded.values().stream()
                .flatMap(record -> record.runs().stream())
                .collect(Collectors.groupingBy(
                        run -> String.valueOf(run.outcome()),
                        TreeMap::new,
                        Collectors.summingInt(Recorded.Run::covers)))
                .toString();
    }

    private static List<Long> lateness(List<Delivery> deliveries) {
        return deliveries.stream()
                .filter(delivery -> delivery.attempt() == 1)
                .map(delivery ->
                        delivery.arrivedMillis() - delivery.occurrence().scheduledFor())
                .toList();
    }

    private static String spread(Collection<Long> millis) {
        if (millis.isEmpty()) {
            return "-";
        }
        long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
        return "p50 %d ms, p99 %d ms, max %d ms (of %d)"
                .formatted(
                        sorted[sorted.length / 2],
                        sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)],
                        Arrays.stream(sorted).max().orElseThrow(),
                        sorted.length);
    }
}
