package carillon.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures a cluster: {@code ClusterBench FOLDER MODE [--NAME=NUMBER]…}. What it finds is printed, and written to
 * {@code result.json} in the folder, which also takes the database and the logs. The exit code is 1 where a promise was
 * broken.
 */
final class ClusterBench {

    private static final Map<String, Mode> MODES = new TreeMap<>(Map.of(
            "kill",
            new KillMode(),
            "stop",
            new StopMode(),
            "roll",
            new RollMode(),
            "idle",
            new IdleMode(),
            "throughput",
            new ThroughputMode()));

    private ClusterBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        Mode mode = rest.isEmpty() ? null : MODES.get(rest.getFirst());
        if (mode == null) {
            refuse("name what to do, one of " + MODES.keySet());
            return;
        }
        Options options;
        try {
            options = Options.parse(rest.subList(1, rest.size()));
        } catch (IllegalArgumentException wrong) {
            refuse(String.valueOf(wrong.getMessage()));
            return;
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
        System.out.println(String.join(" ", rest) + "; logs are in " + folder);
        Report report;
        try (ClusterRig rig = new ClusterRig(folder)) {
            report = mode.run(rig, options);
        }
        Files.writeString(folder.resolve("result.json"), report.json().encodePrettily() + "\n");
        System.out.print(report.text());
        System.out.println(
                "load average " + Files.readString(Path.of("/proc/loadavg")).strip());
        System.exit(report.right() ? 0 : 1);
    }

    private static void refuse(String message) {
        System.err.println(message);
        System.exit(2);
    }
}
