package bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** All runs, in the order they were made. */
final class Results {
    private final List<Result> all = new ArrayList<>();

    void add(Result result) {
        all.add(result);
    }

    List<Result> all() {
        return all;
    }

    List<Result> of(Step step, Contender contender) {
        return all.stream()
                .filter(one -> one.step().equals(step) && one.contender().equals(contender))
                .toList();
    }

    List<Step> steps() {
        return all.stream().map(Result::step).distinct().toList();
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
