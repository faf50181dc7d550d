package carillon.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs what a reader would type, with the {@code sh} and the {@code curl} of this machine, in one folder. */
final class Shell {

    private static final long SECONDS_MAX = 60;
    private static final String STATUS = "answered by ";

    /** Makes each call say its status, and end its line. */
    private static final String PRELUDE =
            "curl() { command curl -sS -w '%{stderr}" + STATUS + "%{http_code}\\n' \"$@\" || return; echo; }\n";

    private static final String LAUNCHER =
            "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' carillon.Launcher \"$@\" --url %s\n";

    private final Path folder;

    Shell(Path folder) {
        this.folder = folder;
    }

    /**
     * What a script did.
     *
     * @param statuses of the answers that it got, in their order
     * @param lines what it printed, without blank lines
     * @param complaints whatever else it said
     */
    record Outcome(int exitCode, List<Integer> statuses, List<String> lines, String complaints) {}

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Puts the launcher there, for commands that talk to a node. */
    void addLauncher(String url) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        write("vertx", LAUNCHER.formatted(java, classPath, url));
        if (!folder.resolve("vertx").toFile().setExecutable(true)) {
            throw new AssertionError("the launcher cannot be made executable");
        }
    }

    Outcome run(String script) {
        write("script", PRELUDE + script);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        try {
            Process process = new ProcessBuilder("sh", "script")
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("not done after " + SECONDS_MAX + " s:\n" + script);
            }
            return outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    private static Outcome outcome(int exitCode, String out, String err) {
        List<Integer> statuses = err.lines()
                .filter(line -> line.startsWith(STATUS))
                .map(line -> Integer.valueOf(line.substring(STATUS.length())))
                .toList();
        List<String> lines = out.lines().filter(line -> !line.isBlank()).toList();
        return new Outcome(exitCode, statuses, lines, err);
    }
}
