package shape;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Median, least and most of a few readings. */
record Spread(double median, double least, double most) {
    static <T> Spread of(List<T> list, ToDoubleFunction<T> figure) {
        var sorted = list.stream().mapToDouble(figure).sorted().toArray();
        return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        var form = median < 20 ? "%,.2f (%,.2f–%,.2f)" : "%,.0f (%,.0f–%,.0f)";
        return form.formatted(median, least, most);
    }
}
