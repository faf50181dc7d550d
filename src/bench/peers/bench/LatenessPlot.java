package bench;

import java.util.List;

/** Percentiles of lateness of each contender, a panel for each rate, on a logarithmic scale. */
record LatenessPlot(Results results) {
    private static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p999", "max");
    private static final List<String> NAMES = List.of("50", "90", "99", "99.9", "most");
    private static final int PANEL_WIDTH = 380;
    private static final int PANEL_HEIGHT = 260;
    private static final int MARGIN = 50;
    private static final double LEAST_MILLIS = 0.1;
    private static final int DECADES = 6;

    String svg() {
        List<Step> steps = results.steps().stream()
                .filter(step -> step.workload() == Workload.LATENESS)
                .toList();
        int rows = (steps.size() + 1) / 2;
        Svg svg = new Svg(2 * PANEL_WIDTH + MARGIN, Math.max(1, rows) * PANEL_HEIGHT + 2 * MARGIN);
        for (int i = 0; i < steps.size(); i++) {
            panel(svg, steps.get(i), i % 2 * PANEL_WIDTH + MARGIN, i / 2 * PANEL_HEIGHT + MARGIN / 2.0);
        }
        legend(svg, Math.max(1, rows) * PANEL_HEIGHT + MARGIN);
        return svg.toString();
    }

    private void panel(Svg svg, Step step, double x, double y) {
        svg.text(x, y, "start", step.title() + ": percentile, ms");
        for (int decade = 0; decade <= DECADES; decade++) {
            double millis = LEAST_MILLIS * Math.pow(10, decade);
            svg.line(x, y(y, millis), x(x, PERCENTILES.size() - 1), y(y, millis), "#dddddd", 1);
            svg.text(x - 4, y(y, millis) + 4, "end", millis < 1 ? "0.1" : "%,.0f".formatted(millis));
        }
        for (int i = 0; i < NAMES.size(); i++) {
            svg.text(x(x, i), y + PANEL_HEIGHT - MARGIN + 16, "middle", NAMES.get(i));
        }
        for (Contender contender : results.contenders(step)) {
            List<Result> rounds = results.of(step, contender);
            for (int i = 1; i < PERCENTILES.size(); i++) {
                double before = millis(rounds, i - 1);
                double here = millis(rounds, i);
                if (!Double.isNaN(before) && !Double.isNaN(here)) {
                    svg.line(x(x, i - 1), y(y, before), x(x, i), y(y, here), Svg.colour(contender), 2);
                }
            }
        }
    }

    private static double millis(List<Result> rounds, int percentile) {
        return Spread.of(rounds, one -> one.millis(PERCENTILES.get(percentile))).median();
    }

    private static double x(double left, int percentile) {
        return left + percentile * (PANEL_WIDTH - MARGIN - 20.0) / (PERCENTILES.size() - 1);
    }

    private static double y(double top, double millis) {
        double share = Math.log10(Math.max(LEAST_MILLIS, millis) / LEAST_MILLIS) / DECADES;
        return top + (PANEL_HEIGHT - MARGIN) - Math.min(1, share) * (PANEL_HEIGHT - MARGIN - 14);
    }

    private void legend(Svg svg, double y) {
        double x = MARGIN;
        for (Contender contender : results.contenders()) {
            if (contender.ratesMax() > 0) {
                svg.bar(x, y - 9, 10, 10, Svg.colour(contender));
                svg.text(x + 14, y, "start", contender.label());
                x += 24 + 6 * contender.label().length();
            }
        }
    }
}
