package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.ReadPoint;
import carillon.store.Spans.Span;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which transactions a safety read looks at. */
class SpansTest {

    private static final long END = Long.MAX_VALUE;

    @Test
    void everything_since_a_point_is_what_ran_then_and_all_behind() {
        assertEquals(
                List.of(new Span(5, 5), new Span(7, 7), new Span(10, END)),
                Spans.since(new ReadPoint(5, 10, List.of(7L, 5L)), List.of(), 0));
    }

    @Test
    void what_is_known_is_left_out_wherever_it_lies() {
        assertEquals(
                List.of(new Span(7, 7), new Span(11, 12), new Span(15, END)),
                Spans.since(new ReadPoint(5, 10, List.of(5L, 7L)), List.of(14L, 5L, 10L, 13L), 0));
    }

    @Test
    void a_read_goes_on_from_its_cursor() {
        assertEquals(
                List.of(new Span(12, 12), new Span(14, END)),
                Spans.since(new ReadPoint(5, 10, List.of(7L)), List.of(13L), 12));
    }

    @Test
    void spans_hold_just_what_is_neither_visible_at_the_point_nor_known_nor_behind_the_cursor() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            long next = random.nextLong(1, 20);
            ReadPoint point = new ReadPoint(1, next, drawn(random, next));
            List<Long> known = drawn(random, 40);
            long from = random.nextLong(30);
            List<Span> spans = Spans.since(point, known, from);
            for (long each = 1; each < 50; each++) {
                long transaction = each;
                long times = spans.stream()
                        .filter(span -> span.first() <= transaction && transaction <= span.last())
                        .count();
                boolean wanted = !point.covers(each) && !known.contains(each) && each >= from;
                assertEquals(wanted ? 1 : 0, times, "transaction " + each + " with seed " + seed);
            }
        }
    }

    private static List<Long> drawn(Random random, long bound) {
        TreeSet<Long> numbers = new TreeSet<>();
        LongStream.range(1, bound).filter(each -> random.nextInt(3) == 0).forEach(numbers::add);
        return List.copyOf(numbers);
    }
}
