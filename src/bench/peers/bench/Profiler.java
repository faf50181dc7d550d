package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Has async-profiler sample a process for a while, where {@code PROFILER} names its command. The samples lie beside the
 * report, for {@code src/bench/frames} to sum up.
 */
final class Profiler {
    private static final String COMMAND = System.getProperty("profiler");
    private static final Path FOLDER = Path.of(System.getProperty("out"));

    private Profiler() {}

    /** Begins, unless the process is not of Java, and goes on beside the run for a quarter of its time. */
    static void begin(Contender contender, Step step, long pid) throws IOException {
        boolean isJava = contender.kind() == Contender.Kind.CARILLON || contender.kind() == Contender.Kind.JAVA;
        if (COMMAND.isEmpty() || !isJava) {
            return;
        }
        Files.createDirectories(FOLDER);
        int seconds = Math.max(1, step.seconds() / 4);
        String work = step.workload().name().toLowerCase(Locale.ROOT);
        Path samples = FOLDER.resolve(contender.name() + "-" + work + ".collapsed");
        String options = "-e cpu -i 250us -t -o collapsed -d " + seconds;
        List<String> words = new ArrayList<>(List.of(COMMAND));
        words.addAll(List.of(options.split(" ")));
        words.addAll(List.of("-f", samples.toString(), String.valueOf(pid)));
        new ProcessBuilder(words).inheritIO().start();
    }
}
