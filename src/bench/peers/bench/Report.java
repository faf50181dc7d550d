package bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Writes what came of it, as a page, as JSON and as plots. */
record Report(Results results, List<String> failures, Plan plan, String version, String settings) {
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("performance.json"), json().encodePrettily() + "\n");
        Files.writeString(folder.resolve("performance-throughput.svg"), new ThroughputPlot(results).svg());
        Files.writeString(folder.resolve("performance-lateness.svg"), new LatenessPlot(results).svg());
        Files.writeString(folder.resolve("performance.md"), page());
    }

    private JsonObject json() {
        JsonArray runs = new JsonArray();
        results.all().forEach(result -> runs.add(result.json()));
        return new JsonObject()
                .put("date", LocalDate.now(ZoneOffset.UTC).toString())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", Runtime.version().toString())
                .put("postgresql", version)
                .put("postgresqlSettings", settings)
                .put("failures", new JsonArray(failures))
                .put("runs", runs);
    }

    private String page() {
        StringBuilder page = new StringBuilder("""
                # Performance

                Carillon beside other schedulers, on one PostgreSQL of one machine. Written by `src/bench/run`, which \
                [a page](../src/bench/README.md) explains; do not edit it. All numbers are in \
                [performance.json](performance.json).

                """);
        page.append("%s, %d processors shared by everything, Java %s, PostgreSQL %s with %s.\n\n"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        version,
                        settings));
        page.append("Medians of %d rounds (least–most), the peers in turn. The second half of each run counts.\n\n"
                .formatted(plan.rounds()));
        page.append("![Throughput](performance-throughput.svg)\n\n![Lateness](performance-lateness.svg)\n\n");
        results.steps().forEach(step -> page.append(new Table(results, step).markdown()));
        page.append("## Settings\n\n| | version | settings |\n|---|---|---|\n");
        for (Contender contender : results.contenders()) {
            Result any = results.all().stream()
                    .filter(one -> one.contender().equals(contender))
                    .findFirst()
                    .orElseThrow();
            page.append("| %s | %s | %s |\n"
                    .formatted(
                            contender.name(),
                            any.told().getString("version"),
                            any.told().getString("settings")));
        }
        if (!failures.isEmpty()) {
            page.append("\n## What failed\n\n");
            failures.forEach(failure -> page.append("- ").append(failure).append('\n'));
        }
        return page.toString();
    }
}
