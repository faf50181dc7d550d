package bench;

import java.util.List;

/** Jobs a second of each contender, a group of bars for each piece of work. */
record ThroughputPlot(Results results) {
    private static final int WIDTH = 840;
    private static final int LEFT = 210;
    private static final int RIGHT = 90;
    private static final int ROW = 16;
    private static final int TITLE = 26;

    String svg() {
        List<Step> steps = results.steps().stream()
                .filter(step -> step.workload() != Workload.LATENESS)
                .toList();
        int height = steps.stream()
                        .mapToInt(step -> TITLE + ROW * results.contenders(step).size())
                        .sum()
                + TITLE;
        Svg svg = new Svg(WIDTH, height);
        double y = TITLE;
        for (Step step : steps) {
            svg.text(LEFT, y, "start", step.title() + ", jobs a second");
            y += 6;
            double most = results.contenders(step).stream()
                    .mapToDouble(one -> results.perSecond(step, one))
                    .max()
                    .orElse(1);
            for (Contender contender : results.contenders(step)) {
                Spread rate = Spread.of(results.of(step, contender), Result::perSecond);
                double scale = (WIDTH - LEFT - RIGHT) / most;
                svg.bar(LEFT, y, rate.median() * scale, ROW - 4, Svg.colour(contender));
                svg.text(LEFT - 6, y + ROW - 6, "end", contender.label());
                svg.text(LEFT + rate.median() * scale + 4, y + ROW - 6, "start", Spread.number(rate.median()));
                y += ROW;
            }
            y += TITLE - 6;
        }
        return svg.toString();
    }
}
