package carillon.json;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a body, up to a bound, and counts the rest. */
final class Violations {

    /** How many are told; whoever has more to mend sees the rest the next time. */
    static final int COUNT_MAX = 20;

    private static final int DETAIL_CHARS_MAX = 500;

    private final List<Violation> found = new ArrayList<>();
    private int untold;

    void add(String pointer, String detail) {
        if (found.size() < COUNT_MAX) {
            found.add(new Violation(pointer, Excerpt.of(detail, DETAIL_CHARS_MAX)));
        } else {
            untold++;
        }
    }

    void add(Violation violation) {
        add(violation.pointer(), violation.detail());
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** What was found, and after it how much more than is told. */
    List<Violation> list() {
        List<Violation> told = new ArrayList<>(found);
        if (untold > 0) {
            told.add(more(untold));
        }
        return List.copyOf(told);
    }

    static Violation more(int count) {
        return new Violation("", "and " + count + " more");
    }
}
