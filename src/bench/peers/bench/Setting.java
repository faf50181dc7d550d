package bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Where everything was measured: figures of two settings do not belong into one report. */
record Setting(
        int processors, String processor, int memoryGiB, String java, String postgresql, String postgresqlSettings) {
    private static final int KIB_A_GIB = 1 << 20;

    static Setting of(Server server) throws SQLException, IOException {
        return new Setting(
                Runtime.getRuntime().availableProcessors(),
                fact("cpuinfo", "model name"),
                (int) Math.round(Double.parseDouble(fact("meminfo", "MemTotal").replace(" kB", "")) / KIB_A_GIB),
                Runtime.version().toString(),
                server.version(),
                server.settings());
    }

    /** What the kernel says, at first. */
    private static String fact(String file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseThrow(() -> new IOException("/proc/" + file + " names no " + name));
        }
    }

    JsonObject json() {
        return new JsonObject()
                .put("processors", processors)
                .put("processor", processor)
                .put("memoryGiB", memoryGiB)
                .put("java", java)
                .put("postgresql", postgresql)
                .put("postgresqlSettings", postgresqlSettings);
    }

    /** What differs in a report, which may say less than we do; none if its figures belong into one with ours. */
    List<String> differences(JsonObject report) {
        JsonObject mine = json();
        return mine.fieldNames().stream()
                .filter(report::containsKey)
                .filter(name -> !mine.getValue(name).equals(report.getValue(name)))
                .map(name -> "%s was %s, is %s".formatted(name, report.getValue(name), mine.getValue(name)))
                .toList();
    }
}
