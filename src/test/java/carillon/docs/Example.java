package carillon.docs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of {@code sh} and what the page says of it.
 *
 * <p>Comments such as {@code # 201} say by which status each call is answered, in their order; without them the last
 * one is answered as the answer that is shown says, and all others with success.
 *
 * @param shown the answer, if one is shown
 */
record Example(Block script, Optional<Block> shown) {

    private static final Pattern MARK = Pattern.compile("# (\\d{3})\\b");
    private static final Pattern STATUS_LINE = Pattern.compile("^HTTP/1\\.1 (\\d{3})");
    private static final Pattern PROBLEM = Pattern.compile("^\\{.*\"status\": (\\d{3})");
    private static final Pattern CHANGE = Pattern.compile("-X |-d |--data|--json|\\./vertx|openssl", Pattern.MULTILINE);
    private static final int SUCCESS = 2;

    /** Whether it only reads, and so may be asked until it answers as it should. */
    boolean isQuestion() {
        return !CHANGE.matcher(script.text()).find();
    }

    /** Whether it asks a node that takes tokens. */
    boolean needsToken() {
        return script.text().contains(".token");
    }

    boolean isDoneBy(Shell.Outcome outcome) {
        return outcome.exitCode() == 0
                && areExpected(outcome.statuses())
                && shown.map(block -> isLike(block, outcome.lines())).orElse(true);
    }

    private static boolean isLike(Block block, List<String> printed) {
        return block.is("json")
                ? Likeness.ofJson(block.text(), printed)
                : Likeness.ofLines(block.text().lines().toList(), printed);
    }

    private boolean areExpected(List<Integer> statuses) {
        List<Integer> marked = MARK.matcher(script.text())
                .results()
                .map(mark -> Integer.valueOf(mark.group(1)))
                .toList();
        if (!marked.isEmpty()) {
            return statuses.equals(marked);
        }
        int last = statuses.size() - 1;
        return statuses.stream().limit(Math.max(0, last)).allMatch(Example::isSuccess)
                && (last < 0 || isLastExpected(statuses.get(last)));
    }

    private boolean isLastExpected(int status) {
        return shown.stream()
                .flatMap(block -> (block.is("json") ? PROBLEM : STATUS_LINE)
                        .matcher(block.firstLine())
                        .results())
                .map(told -> status == Integer.parseInt(told.group(1)))
                .findFirst()
                .orElse(isSuccess(status));
    }

    private static boolean isSuccess(int status) {
        return status / 100 == SUCCESS;
    }

    @Override
    public String toString() {
        return script.toString();
    }
}
