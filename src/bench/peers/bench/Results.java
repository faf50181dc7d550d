package bench;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All runs: those kept of an earlier report, and then the others in the order they were made. */
final class Results {
    private final List<Result> all = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    /** Takes over what an earlier report says of other work than what is planned. */
    void keep(JsonObject report, Plan plan) {
        Set<String> planned = plan.steps().stream().map(Step::title).collect(Collectors.toSet());
        objects(report, "runs")
                .map(Result::of)
                .filter(result -> !planned.contains(result.step().title()))
                .forEach(all::add);
        objects(report, "failures")
                .map(Failure::of)
                .filter(failure -> !planned.contains(failure.work()))
                .forEach(failures::add);
    }

    private static Stream<JsonObject> objects(JsonObject report, String name) {
        return report.getJsonArray(name).stream().map(JsonObject.class::cast);
    }

    void add(Result result) {
        all.add(result);
    }

    void add(Failure failure) {
        failures.add(failure);
    }

    List<Failure> failures() {
        return failures;
    }

    List<Result> all() {
        return all;
    }

    boolean tellLateness() {
        return all.stream().anyMatch(one -> one.step().workload() == Workload.LATENESS);
    }

    List<Result> of(Step step, Contender contender) {
        return all.stream()
                .filter(one -> one.step().equals(step) && one.contender().equals(contender))
                .toList();
    }

    List<Result> of(Step step) {
        return all.stream().filter(one -> one.step().equals(step)).toList();
    }

    List<Step> steps() {
        return all.stream()
                .map(Result::step)
                .distinct()
                .sorted(Comparator.comparing(Step::workload).thenComparing(Step::parameter))
                .toList();
    }

    /** In the order of the table, whatever the order of the rounds was. */
    List<Contender> contenders() {
        return Contender.ALL.stream()
                .filter(one ->
                        all.stream().anyMatch(result -> result.contender().equals(one)))
                .toList();
    }

    List<Contender> contenders(Step step) {
        return contenders().stream().filter(one -> !of(step, one).isEmpty()).toList();
    }

    double perSecond(Step step, Contender contender) {
        return Spread.of(of(step, contender), Result::perSecond).median();
    }

    /** The median of the best peer, Carillon not being one. */
    OptionalDouble best(Step step) {
        return contenders(step).stream()
                .filter(Contender::isPeer)
                .mapToDouble(one -> perSecond(step, one))
                .max();
    }

    /** The median of PostgreSQL alone. */
    OptionalDouble limit(Step step) {
        return contenders(step).stream()
                .filter(one -> one.name().equals("postgresql"))
                .mapToDouble(one -> perSecond(step, one))
                .max();
    }

    /** Whether one could not hold a lower rate in an earlier run, so that a higher one tells nothing. */
    boolean cannotHold(Contender contender, Step step) {
        return all.stream()
                .filter(one -> one.contender().equals(contender) && one.fellBehind())
                .map(one -> one.step().parameter())
                .min(Comparator.naturalOrder())
                .filter(rate -> step.workload() == Workload.LATENESS && rate < step.parameter())
                .isPresent();
    }
}
