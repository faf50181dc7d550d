package bench;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a table of one piece of work does not show: backlogs that were too small, jobs that were miscounted, who is not
 * in it, and what differs.
 */
record Remarks(Results results, Step step) {
    /** A list, empty if there is nothing to say. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        for (Contender contender : results.contenders()) {
            List<Result> rounds = results.of(step, contender);
            if (rounds.isEmpty()) {
                text.append(leftOut(contender));
            } else {
                text.append(differs(contender)).append(emptied(contender, rounds));
                rounds.stream()
                        .filter(Result::miscounted)
                        .forEach(one -> text.append(
                                "- %s, round %d: %s.\n".formatted(contender.label(), one.round(), one.counts())));
            }
        }
        return text.isEmpty() ? "" : "\n" + text;
    }

    private String leftOut(Contender contender) {
        if (step.workload() != Workload.LATENESS || contender.ratesMax() == 0) {
            return "";
        }
        OptionalInt fellBehind = results.fellBehindBelow(contender, step);
        if (fellBehind.isPresent()) {
            return "- %s is left out: it fell behind at %,d a second.\n"
                    .formatted(contender.label(), fellBehind.getAsInt());
        }
        return contender.does(step)
                ? ""
                : "- %s is left out: it is tried up to %,d a second.\n"
                        .formatted(contender.label(), contender.ratesMax());
    }

    private String differs(Contender contender) {
        return step.workload() == Workload.ENQUEUE && contender.kind() == Contender.Kind.CARILLON
                ? "- %s is asked over HTTP on as many connections as the settings say, whatever the heading says.\n"
                        .formatted(contender.label())
                : "";
    }

    private static String emptied(Contender contender, List<Result> rounds) {
        long emptied = rounds.stream().filter(Result::emptied).count();
        return emptied == 0
                ? ""
                : "- %s had nothing left to run before the time was over, in %d of %d rounds.\n"
                        .formatted(contender.label(), emptied, rounds.size());
    }
}
