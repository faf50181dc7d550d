package bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes what came of it, as a page, as JSON and as plots; figures of work that is not done anew stay in it.
 *
 * @param profile where profiles found the time to go, which is written by hand beside a report of the same machine
 */
record Report(Results results, Setting setting, Path folder, String profile) {
    private static final String JSON = "performance.json";

    /** Takes over what a folder has if it was measured in the same setting, and says what will not stay. */
    static Report in(Path folder, Setting setting, Plan plan) throws IOException {
        Results results = new Results();
        Path file = folder.resolve(JSON);
        if (Files.exists(file)) {
            takeOver(file, setting, plan, results);
        }
        Path profile = folder.resolve("performance-profile.md");
        return new Report(results, setting, folder, Files.exists(profile) ? Files.readString(profile) : "");
    }

    private static void takeOver(Path file, Setting setting, Plan plan, Results results) throws IOException {
        JsonObject before = new JsonObject(Files.readString(file));
        List<String> differences = setting.differences(before);
        if (!differences.isEmpty()) {
            Main.say("%s was measured in another setting (%s): nothing of it stays. To keep it, name another OUT"
                    .formatted(file, String.join("; ", differences)));
            return;
        }
        results.keep(before);
        for (Step step : plan.steps()) {
            int runs = results.earlier(step).size();
            if (runs > 0) {
                Main.say("%s: the %d runs of \"%s\" go with a first round of it. To keep them, name another OUT"
                        .formatted(file, runs, step.title()));
            }
        }
    }

    Path page() {
        return folder.resolve("performance.md");
    }

    /** Writes it anew, unless there is nothing to write: then what the folder has says more. */
    void write() throws IOException {
        if (results.all().isEmpty()) {
            return;
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(JSON), json().encodePrettily() + "\n");
        Files.writeString(folder.resolve("performance-throughput.svg"), new ThroughputPlot(results).svg());
        if (results.tellLateness()) {
            Files.writeString(folder.resolve("performance-lateness.svg"), new LatenessPlot(results).svg());
        }
        Files.writeString(page(), text());
    }

    private JsonObject json() {
        JsonArray runs = new JsonArray();
        results.all().forEach(result -> runs.add(result.json()));
        JsonArray failures = new JsonArray();
        results.failures().forEach(failure -> failures.add(failure.json()));
        return setting.json().put("failures", failures).put("runs", runs);
    }

    private String text() {
        StringBuilder page = new StringBuilder("""
                # Performance

                Carillon beside other schedulers, on one PostgreSQL of one machine. Written by `src/bench/run`, which \
                [a page](../src/bench/README.md) explains; do not edit it. Its numbers are in \
                [performance.json](performance.json).

                """);
        page.append("%d processors (%s) and %d GiB of memory shared by everything, Java %s, PostgreSQL %s with %s.\n\n"
                .formatted(
                        setting.processors(),
                        setting.processor(),
                        setting.memoryGiB(),
                        setting.java(),
                        setting.postgresql(),
                        setting.postgresqlSettings()));
        page.append("Medians of the rounds (least–most), the peers in turn; *early* and *called* are sums. "
                + "The second half of each run counts, of lateness all of it.\n\n");
        page.append("![Throughput](performance-throughput.svg)\n\n");
        if (results.tellLateness()) {
            page.append("![Lateness](performance-lateness.svg)\n\n");
        }
        results.steps().forEach(step -> page.append(new Table(results, step).markdown()));
        page.append("## Settings\n\n| | version | settings |\n|---|---|---|\n");
        results.contenders().forEach(contender -> page.append(settings(contender)));
        if (!results.failures().isEmpty()) {
            page.append("\n## What failed\n\n");
            results.failures()
                    .forEach(failure -> page.append("- ").append(failure.line()).append('\n'));
        }
        return profile.isEmpty()
                ? page.toString()
                : page.append('\n').append(profile).toString();
    }

    /** Those of one contender, in each of its versions. */
    private String settings(Contender contender) {
        return results.all().stream()
                .filter(one -> one.contender().equals(contender))
                .map(one -> "| %s | %s | %s |\n"
                        .formatted(
                                contender.name(),
                                one.told().getString("version"),
                                one.told().getString("settings")))
                .distinct()
                .collect(Collectors.joining());
    }
}
