package bench;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** All runs: those kept of an earlier report, and then those of now in the order they were made. */
final class Results {
    private final List<Result> earlier = new ArrayList<>();
    private final List<Failure> earlierFailures = new ArrayList<>();
    private final List<Result> now = new ArrayList<>();
    private final List<Failure> failuresNow = new ArrayList<>();

    /** Takes over what an earlier report says. */
    void keep(JsonObject report) {
        objects(report, "runs").map(Result::of).forEach(earlier::add);
        objects(report, "failures").map(Failure::of).forEach(earlierFailures::add);
    }

    /** What an earlier report says of a piece of work, however long its runs were. */
    List<Result> earlier(Step step) {
        return earlier.stream()
                .filter(one -> one.step().title().equals(step.title()))
                .toList();
    }

    /** What was measured of a piece of work now takes the place of what was before, if anything was measured. */
    void replace(Step step) {
        if (now.stream().anyMatch(one -> one.step().equals(step))) {
            earlier.removeAll(earlier(step));
            earlierFailures.removeIf(one -> one.work().equals(step.title()));
        }
    }

    private static Stream<JsonObject> objects(JsonObject report, String name) {
        return report.getJsonArray(name).stream().map(JsonObject.class::cast);
    }

    void add(Result result) {
        now.add(result);
    }

    void add(Failure failure) {
        failuresNow.add(failure);
    }

    List<Failure> failures() {
        return Stream.concat(earlierFailures.stream(), failuresNow.stream()).toList();
    }

    /** Whether a run of now did. */
    boolean failed() {
        return !failuresNow.isEmpty();
    }

    List<Result> all() {
        return Stream.concat(earlier.stream(), now.stream()).toList();
    }

    boolean tellLateness() {
        return all().stream().anyMatch(one -> one.step().workload() == Workload.LATENESS);
    }

    List<Result> of(Step step, Contender contender) {
        return all().stream()
                .filter(one -> one.step().equals(step) && one.contender().equals(contender))
                .toList();
    }

    List<Result> of(Step step) {
        return all().stream().filter(one -> one.step().equals(step)).toList();
    }

    List<Step> steps() {
        return all().stream()
                .map(Result::step)
                .distinct()
                .sorted(Comparator.comparing(Step::workload).thenComparing(Step::parameter))
                .toList();
    }

    /** In the order of the table, whatever the order of the rounds was. */
    List<Contender> contenders() {
        return Contender.ALL.stream()
                .filter(one ->
                        all().stream().anyMatch(result -> result.contender().equals(one)))
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

    /** The least median of the 99th percentiles of the peers that did not fall behind, Carillon not being one. */
    OptionalDouble bestLateness(Step step) {
        return contenders(step).stream()
                .filter(Contender::isPeer)
                .filter(one -> of(step, one).stream().noneMatch(Result::fellBehind))
                .mapToDouble(one ->
                        Spread.of(of(step, one), result -> result.millis("p99")).median())
                .min();
    }

    /** The median of PostgreSQL alone. */
    OptionalDouble limit(Step step) {
        return of(step, Contender.LIMIT).isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(perSecond(step, Contender.LIMIT));
    }

    /** The least rate below that of a step that one could not hold now, so that the step would tell nothing. */
    OptionalInt fellBehindNowBelow(Contender contender, Step step) {
        return fellBehindBelow(now, contender, step);
    }

    /** The least rate below that of a step that one could not hold, now or before. */
    OptionalInt fellBehindBelow(Contender contender, Step step) {
        return fellBehindBelow(all(), contender, step);
    }

    private static OptionalInt fellBehindBelow(List<Result> results, Contender contender, Step step) {
        return results.stream()
                .filter(one -> one.contender().equals(contender) && one.fellBehind())
                .filter(one -> step.workload() == Workload.LATENESS)
                .mapToInt(one -> one.step().parameter())
                .filter(rate -> rate < step.parameter())
                .min();
    }
}
