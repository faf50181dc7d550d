package carillon.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A short-lived program, run to its end. */
record Command(List<String> words) {

    private static final int TAIL_CHARS_MAX = 2_000;

    /** What a program that ended left behind; {@code tail} is the end of what it printed. */
    record Ended(int code, String tail) {}

    /** Without the variables that change what PostgreSQL does or says. */
    static ProcessBuilder builder(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /**
     * Runs it with the text as its input.
     *
     * @throws IOException if the program is not there
     */
    Ended run(Path folder, String input) throws IOException, InterruptedException {
        Process process = builder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException ignored) {
                // It ended without reading its input: its exit code and output say why.
            }
            String printed;
            try (InputStream stdout = process.getInputStream()) {
                printed = new String(stdout.readAllBytes(), StandardCharsets.UTF_8);
            }
            return new Ended(process.waitFor(), tail(printed));
        } finally {
            process.destroyForcibly();
        }
    }

    /** The last lines of a text, at most 2,000 characters. */
    static String tail(String text) {
        String end = text.strip();
        return end.substring(Math.max(0, end.length() - TAIL_CHARS_MAX));
    }
}
