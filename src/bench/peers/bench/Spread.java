package bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Median, least and most of what a few rounds gave. */
record Spread(double median, double least, double most) {
    static Spread of(List<Result> results, ToDoubleFunction<Result> figure) {
        double[] sorted = results.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return Double.isNaN(median)
                ? "–"
                : least == most ? number(median) : "%s (%s–%s)".formatted(number(median), number(least), number(most));
    }

    /** With as many digits as say something. */
    static String number(double value) {
        return Double.isNaN(value) ? "–" : (Math.abs(value) < 20 ? "%,.1f" : "%,.0f").formatted(value);
    }
}
