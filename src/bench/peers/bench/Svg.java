package bench;

import java.util.List;
import java.util.Locale;

/** Builds a picture of plain shapes. It has a background of its own, so that it is read on dark pages too. */
final class Svg {
    private static final List<String> COLOURS = List.of(
            "#999999", "#bbbbbb", "#d62728", "#1f77b4", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b", "#17becf",
            "#9edae5");

    private final StringBuilder shapes = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    static String colour(Contender contender) {
        return COLOURS.get(Contender.ALL.indexOf(contender) % COLOURS.size());
    }

    void text(double x, double y, String anchor, String words) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, words);
    }

    void bar(double x, double y, double wide, double high, String colour) {
        add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n", x, y, wide, high, colour);
    }

    void line(double x1, double y1, double x2, double y2, String colour, double wide) {
        add(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>\n",
                x1, y1, x2, y2, colour, wide);
    }

    private void add(String form, Object... values) {
        shapes.append(String.format(Locale.ROOT, form, values));
    }

    @Override
    public String toString() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="11">
                <rect width="100%%" height="100%%" fill="white"/>
                %s</svg>
                """.formatted(width, height, shapes);
    }
}
