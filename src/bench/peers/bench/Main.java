package bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Runs the workloads named on the command line, or all of them, and writes the report after each round. */
public final class Main {
    private static final int FAILED = 1;

    private Main() {}

    /** The names of the workloads, as {@link Check} has found them good. Exits with 1 if a run failed. */
    public static void main(String[] words) throws Exception {
        // Numbers are written the same wherever it runs.
        Locale.setDefault(Locale.ROOT);
        Plan plan = planOf(List.of(words));
        boolean failed;
        try (Server server = new Server()) {
            Report report = Report.in(Path.of(System.getProperty("out")), Setting.of(server), plan);
            for (Step step : plan.steps()) {
                for (int round = 1; round <= plan.rounds(); round++) {
                    for (Contender contender : turned(plan.contenders(), round)) {
                        attempt(new Run(server, contender, step, round), report.results());
                    }
                    report.results().replace(step);
                    report.write();
                }
            }
            say((report.results().all().isEmpty() ? "there is nothing to write to " : "written: ") + report.page());
            failed = report.results().failed();
        }
        if (failed) {
            System.exit(FAILED);
        }
    }

    private static Plan planOf(List<String> words) {
        try {
            return Plan.of(words).here(isThere("node"), isThere("redis"));
        } catch (IllegalArgumentException refused) {
            throw Check.refuse(refused);
        }
    }

    private static boolean isThere(String property) {
        return !System.getProperty(property, "").isEmpty();
    }

    /** Each round begins with another one, so that none has always the same before it. */
    private static List<Contender> turned(List<Contender> contenders, int round) {
        List<Contender> turned = new ArrayList<>(contenders);
        Collections.rotate(turned, round - 1);
        return turned;
    }

    private static void attempt(Run run, Results results) throws IOException {
        int ratesMax = run.contender().ratesMax();
        if (!run.contender().does(run.step())) {
            if (run.step().workload() == Workload.LATENESS && ratesMax > 0) {
                say("left out: %s: it is tried up to %,d a second".formatted(run.title(), ratesMax));
            }
            return;
        }
        OptionalInt held = results.fellBehindNowBelow(run.contender(), run.step());
        if (held.isPresent()) {
            say("left out: %s: it fell behind at %,d a second".formatted(run.title(), held.getAsInt()));
            return;
        }
        try {
            Result result = run.measure();
            results.add(result);
            say(run.title() + " " + Table.inShort(result));
        } catch (Exception e) {
            Failure failure = Failure.of(run, e);
            results.add(failure);
            say("failed: " + failure.line());
            say(Log.of(run.contender()).end());
        }
    }

    static void say(String line) {
        System.err.println("bench: " + line);
    }
}
