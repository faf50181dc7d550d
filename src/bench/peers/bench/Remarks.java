package bench;

import java.util.List;

/** What a table of one piece of work does not show: backlogs that were too small, and jobs that were miscounted. */
record Remarks(Results results, Step step) {
    /** A list, empty if there is nothing to say. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        for (Contender contender : results.contenders(step)) {
            List<Result> rounds = results.of(step, contender);
            long emptied = rounds.stream().filter(Result::emptied).count();
            if (emptied > 0) {
                text.append("- %s had nothing left to run before the time was over, in %d of %d rounds.\n"
                        .formatted(contender.name(), emptied, rounds.size()));
            }
            rounds.stream()
                    .filter(Result::miscounted)
                    .forEach(one -> text.append(
                            "- %s, round %d: %s.\n".formatted(contender.name(), one.round(), one.counts())));
        }
        return text.isEmpty() ? "" : "\n" + text;
    }
}
