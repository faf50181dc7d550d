package carillon.store;

import carillon.message.ReadPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Transactions that may have become visible since a point, as ranges of their numbers in ascending order. */
final class Spans {

    /** Behind every number that PostgreSQL gives out. */
    private static final long END = Long.MAX_VALUE;

    /** A range, both ends included. */
    record Span(long first, long last) {}

    private Spans() {}

    /**
     * @param known transactions that are passed over
     * @param from no number before this one
     */
    static List<Span> since(ReadPoint point, List<Long> known, long from) {
        Set<Long> passedOver = new TreeSet<>(known);
        List<Span> spans = new ArrayList<>();
        point.running().stream()
                .filter(each -> each >= from && !passedOver.contains(each))
                .sorted()
                .forEach(each -> spans.add(new Span(each, each)));
        long first = Math.max(from, point.nextUnused());
        for (long each : passedOver) {
            if (each >= first) {
                add(spans, first, each - 1);
                first = each + 1;
            }
        }
        add(spans, first, END);
        return spans;
    }

    private static void add(List<Span> spans, long first, long last) {
        if (first <= last) {
            spans.add(new Span(first, last));
        }
    }
}
