package carillon.bench.loads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {

    private final Histogram histogram = new Histogram();

    @Test
    void a_percentile_is_that_of_the_sorted_values_to_a_hundredth() {
        SplittableRandom random = new SplittableRandom(5);
        long[] micros = random.longs(10_000, 0, 1L << 40)
                .map(each -> each >> random.nextInt(40))
                .toArray();
        Arrays.stream(micros).forEach(histogram::add);
        Arrays.sort(micros);
        for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 0.999, 1}) {
            double exact = micros[(int) Math.ceil(share * micros.length) - 1] / 1e3;
            double found = histogram.millis(share);
            assertTrue(found <= exact && found >= exact * 0.99, share + " is " + found + ", not " + exact);
        }
        assertEquals(micros[micros.length - 1] / 1e3, histogram.maxMillis());
    }

    @Test
    void short_durations_are_exact() {
        for (int micros = 0; micros < 256; micros++) {
            Histogram one = new Histogram();
            one.add(micros);
            assertEquals(micros / 1e3, one.millis(0.5));
        }
    }

    @Test
    void what_is_early_counts_as_zero_and_is_told() {
        histogram.add(-3);
        histogram.add(7);
        assertEquals(0, histogram.millis(0.5));
        assertEquals(0.007, histogram.millis(1));
        assertEquals(1, histogram.early());
    }

    @Test
    void none_has_no_percentiles() {
        assertTrue(Double.isNaN(histogram.millis(0.5)));
        assertEquals("none", Histogram.text(histogram.json()));
    }

    @Test
    void the_longest_duration_has_its_place() {
        histogram.add(Long.MAX_VALUE);
        assertEquals(Long.MAX_VALUE / 1e3, histogram.maxMillis());
        assertTrue(histogram.millis(1) > Long.MAX_VALUE / 1e3 * 0.99);
    }
}
