package carillon.chaos;

import carillon.trial.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** All results, counted together. */
final class Summary {

    private Summary() {}

    /**
     * In plain text.
     *
     * @param version of the code that is counted; of other versions only what they broke is told
     */
    static String of(List<Result> all, String version) {
        List<Result> counted =
                all.stream().filter(result -> result.version().equals(version)).toList();
        List<String> lines = new ArrayList<>();
        lines.add("Chaos harness: " + counted.size() + " runs of version " + version);
        Map<Kind, List<Result>> kinds =
                counted.stream().collect(Collectors.groupingBy(Result::kind, TreeMap::new, Collectors.toList()));
        kinds.forEach((kind, results) -> lines.add(row(kind.name(), results)));
        lines.add(row("all", counted));
        lines.add("broken: " + broken(counted));
        lines.add("runs that ever broke a promise:");
        all.stream()
                .filter(Result::isBroken)
                .map(result -> "  seed %d run %d of version %s (%s): %s"
                        .formatted(
                                result.seed(),
                                result.run(),
                                result.version(),
                                result.faults(),
                                broken(List.of(result))))
                .forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static String row(String name, List<Result> results) {
        return ("  %-24s %4d runs, %d broken, up to %d s; %d accepted, %d delivered, %d duplicates,"
                        + " %d stale writes, %d overtaken")
                .formatted(
                        name,
                        results.size(),
                        results.stream().filter(Result::isBroken).count(),
                        results.stream()
                                        .mapToLong(each -> each.outcome().millis())
                                        .max()
                                        .orElse(0)
                                / 1_000,
                        sum(results, Outcome::accepted),
                        sum(results, Outcome::deliveries),
                        sum(results, Outcome::duplicates),
                        sum(results, Outcome::staleWrites),
                        sum(results, Outcome::overtaken));
    }

    private static long sum(List<Result> results, ToLongFunction<Outcome> figure) {
        return results.stream().map(Result::outcome).mapToLong(figure).sum();
    }

    private static String broken(List<Result> results) {
        Map<Finding.Kind, Long> counts = new TreeMap<>();
        for (Finding.Kind kind : Finding.Kind.values()) {
            counts.put(kind, 0L);
        }
        results.stream()
                .flatMap(result -> result.outcome().findings().stream())
                .forEach(finding -> counts.merge(finding.kind(), 1L, Long::sum));
        return counts.toString().toLowerCase(Locale.ROOT);
    }
}
