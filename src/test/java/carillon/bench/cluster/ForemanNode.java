package carillon.bench.cluster;

import carillon.trial.Waiting;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of the Procfile under a foreman of its own, as on a host of its own: when one of its processes dies a foreman
 * ends all others that it runs. To be used by one thread, but for name and port.
 */
final class ForemanNode implements AutoCloseable {

    /** As long as the file {@code .foreman} gives a drain, and a moment. */
    private static final Duration END_LIMIT = Duration.ofSeconds(65);

    private final String name;
    private final int port;
    private final Map<String, String> environment;
    private final File log;
    private final Thread lastResort = new Thread(this::killAll);
    private @Nullable Process foreman;

    /**
     * Does not start it.
     *
     * @param environment besides that of this process, with whatever settings of nodes it has
     */
    ForemanNode(String name, int port, Map<String, String> environment, Path log) {
        this.name = name;
        this.port = port;
        this.environment = environment;
        this.log = log.toFile();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    void start() {
        // No file .env: what a user keeps there is for other nodes.
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "foreman", "start", "--no-color", "-e", "/dev/null", "-m", "node=1", "-p", Integer.toString(port)));
        builder.environment().putAll(environment);
        builder.environment().put("CARILLON_NODE", name);
        try {
            foreman = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException absent) {
            throw new UncheckedIOException("foreman is needed; Debian's package is ruby-foreman", absent);
        }
    }

    /** The JVM of a node that was ready. */
    ProcessHandle jvm() {
        return running()
                .descendants()
                .filter(each -> each.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " does not run; see " + log));
    }

    boolean isRunning() {
        return running().isAlive();
    }

    private Process running() {
        Process started = foreman;
        if (started == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return started;
    }

    /** Sends the JVM SIGKILL; its foreman ends by itself. */
    void kill() {
        jvm().destroyForcibly();
    }

    /** Waits for the end of what was told or made to end. */
    void awaitEnd() {
        if (!Waiting.until(() -> !running().isAlive(), END_LIMIT)) {
            throw new IllegalStateException(name + " did not end within " + END_LIMIT + "; see " + log);
        }
    }

    /** Sends SIGTERM as an operator would, and waits for the end. */
    void end() {
        running().destroy();
        awaitEnd();
    }

    /** Sends the JVM a signal, such as {@code STOP}. */
    void signal(String signal) {
        try {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(jvm().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + signal + " of " + name + " ended with " + code);
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void killAll() {
        Process started = foreman;
        if (started != null) {
            started.descendants().forEach(ProcessHandle::destroyForcibly);
            started.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void close() {
        try {
            if (foreman != null) {
                end();
            }
        } finally {
            killAll();
            Runtime.getRuntime().removeShutdownHook(lastResort);
        }
    }
}
