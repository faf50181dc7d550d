package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the processes of a contender have complained of, all runs in one file. */
record Log(Path file) {
    private static final int LINES = 20;

    static Log of(Contender contender) {
        return new Log(Path.of(System.getProperty("logs"), contender.name() + ".log"));
    }

    /** Its last lines, for whoever looks for what went wrong. */
    String end() throws IOException {
        String all = Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        List<String> lines = all.lines().toList();
        return "the end of %s:\n%s"
                .formatted(file, String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size())));
    }
}
