package bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Markdown tables of one piece of work. */
record Table(Results results, Step step) {
    /** Of shorter runs the second half is still the compilers'. */
    private static final int SECONDS_MIN = 15;

    private static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p999", "max");

    /** A line for whoever waits. */
    static String inShort(Result result) {
        if (result.step().workload() == Workload.LATENESS) {
            return "p50 %s, p99 %s ms, %d early, %d of %d called"
                    .formatted(
                            Spread.number(result.millis("p50")),
                            Spread.number(result.millis("p99")),
                            result.told().getInteger("early"),
                            result.told().getInteger("called"),
                            result.told().getInteger("expected"));
        }
        return "%,.0f/s, %.1f + %.1f µs of CPU, %.0f WAL bytes and %.1f row writes a job%s%s"
                .formatted(
                        result.perSecond(),
                        result.micros(result.used().own()),
                        result.micros(result.used().store()),
                        result.walBytes(),
                        result.rowWrites(),
                        result.emptied() ? ", nothing left" : "",
                        result.miscounted() ? ", " + result.counts() : "");
    }

    String markdown() {
        StringBuilder text = new StringBuilder("## " + step.title() + "\n\n" + when() + "\n\n");
        text.append(step.workload() == Workload.LATENESS ? latenessHead() : head());
        for (Contender contender : results.contenders(step)) {
            List<Result> rounds = results.of(step, contender);
            text.append("| ").append(name(contender)).append(" |");
            text.append(step.workload() == Workload.LATENESS ? latenessRow(rounds) : row(contender, rounds));
            text.append(costs(contender, rounds)).append('\n');
        }
        return text.append(new Remarks(results, step).markdown()).append('\n').toString();
    }

    private String when() {
        List<Result> all = results.of(step);
        String dates = all.stream()
                .map(one -> one.date().toString())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        int rounds = all.stream().mapToInt(Result::round).max().orElse(0);
        String told = "%s, rounds: %d, of %d seconds each.".formatted(dates, rounds, step.seconds());
        return step.seconds() < SECONDS_MIN ? told + " So short, they measure JIT compilers: no figures." : told;
    }

    private static String name(Contender contender) {
        return switch (contender.kind()) {
            case LIMIT -> "*" + contender.label() + "*";
            case CARILLON -> "**" + contender.label() + "**";
            case JAVA, NODE, REDIS -> contender.label();
        };
    }

    private static String head() {
        return "| | jobs a second | × best peer | of the limit | answered p50 ms | p99 ms |" + COSTS
                + "|---|---|---|---|---|---|---|---|---|---|---|\n";
    }

    private static String latenessHead() {
        return "| | p50 ms | p90 ms | p99 ms | p99.9 ms | most ms | p99 × best peer | early | called |" + COSTS
                + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n";
    }

    private static final String COSTS =
            " CPU µs a job: its own | its client | PostgreSQL or Redis | WAL bytes a job | row writes a job |\n";

    private String row(Contender contender, List<Result> rounds) {
        Spread rate = Spread.of(rounds, Result::perSecond);
        return " %s | %s | %s | %s | %s |"
                .formatted(
                        rate,
                        share(rate.median(), results.best(step)),
                        share(rate.median(), results.limit(step)),
                        median(rounds, one -> one.millis("p50")),
                        median(rounds, one -> one.millis("p99")));
    }

    private static String share(double value, OptionalDouble of) {
        return of.isEmpty() ? "–" : "%.2f".formatted(value / of.getAsDouble());
    }

    private String latenessRow(List<Result> rounds) {
        StringBuilder row = new StringBuilder();
        for (String percentile : PERCENTILES) {
            row.append(' ')
                    .append(Spread.of(rounds, one -> one.millis(percentile)))
                    .append(" |");
        }
        double p99 = Spread.of(rounds, one -> one.millis("p99")).median();
        row.append(" %s | %,d |".formatted(share(p99, results.bestLateness(step)), sum(rounds, "early")));
        boolean behind = rounds.stream().anyMatch(Result::fellBehind);
        return row.append(" %,d of %,d%s |"
                        .formatted(sum(rounds, "called"), sum(rounds, "expected"), behind ? ", falls behind" : ""))
                .toString();
    }

    private static long sum(List<Result> rounds, String key) {
        return rounds.stream().mapToLong(one -> one.told().getLong(key)).sum();
    }

    private static String costs(Contender contender, List<Result> rounds) {
        boolean redis = contender.kind() == Contender.Kind.REDIS;
        boolean client = contender.kind() == Contender.Kind.CARILLON;
        return " %s | %s | %s | %s | %s |"
                .formatted(
                        median(rounds, one -> one.micros(one.used().own())),
                        client ? median(rounds, one -> one.micros(one.used().client())) : "–",
                        median(rounds, one -> one.micros(one.used().store())),
                        redis ? "–" : median(rounds, Result::walBytes),
                        redis ? "–" : median(rounds, Result::rowWrites));
    }

    private static String median(List<Result> rounds, ToDoubleFunction<Result> figure) {
        return Spread.number(Spread.of(rounds, figure).median());
    }
}
