package carillon.e2e;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A verticle run by the launcher in a process of its own, as a user would. Its output goes to a file. */
public final class NodeProcess implements AutoCloseable {

    private static final long END_SECONDS_MAX = 20;

    private final Process process;
    private final Path log;
    private final Thread lastResort = new Thread(this::kill);

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /**
     * Starts one.
     *
     * @param log where its output goes
     * @param config for {@code -conf}
     * @param environment besides that of the test
     * @param arguments of the launcher, from {@code run} on
     */
    public static NodeProcess start(Path log, JsonObject config, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(launcher());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-conf", config.encode()));
        return run(log, Path.of(""), environment, command);
    }

    /** The command that starts the launcher, up to its arguments. */
    static List<String> launcher() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Several of them share the processors of one host: start quickly, stay small.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        command.addAll(List.of("-cp", UserJar.classPathWithoutTests(), "carillon.Launcher"));
        return command;
    }

    /** Starts what starts nodes, in a folder. */
    static NodeProcess run(Path log, Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CARILLON_") || name.equals("PORT"));
        builder.environment().putAll(environment);
        try {
            return new NodeProcess(
                    builder.redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What it printed so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public long pid() {
        return process.pid();
    }

    void awaitOutput(String part) {
        Waiting.until(() -> "'" + part + "' in\n" + output(), () -> output().contains(part));
    }

    public void awaitReady(Client client) {
        Waiting.until(() -> "ready; " + output(), () -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + ": " + output());
            }
            return client.isReady();
        });
    }

    /** Sends SIGKILL to it and to what it started, and returns when it is gone. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    /** Sends SIGTERM, waits for its end, and tells the exit code. */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** Waits for its end, and tells the exit code. */
    int awaitEnd() {
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new AssertionError("not ended after " + END_SECONDS_MAX + " s: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}
