package carillon.kill;

import carillon.time.Clock;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A node as a process, which can be killed, stopped and started again at the same port. Its output goes to a file. To
 * be used by one thread, but for the port.
 */
final class Node implements AutoCloseable {

    private static final long END_SECONDS_MAX = 20;

    private final NodeCommandLine line;
    private final File log;
    private final Thread lastResort = new Thread(this::kill);

    private @Nullable Process process;
    private long startedNanos;
    private int lives;
    private boolean ready;

    /** Does not start it. */
    Node(NodeCommandLine line, Path log) {
        this.line = line;
        this.log = log.toFile();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    int port() {
        return line.port();
    }

    String name() {
        return line.name();
    }

    /** How often it was started. */
    int lives() {
        return lives;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether it answered, since its start, that it is ready. */
    boolean isReady() {
        return ready;
    }

    /** Notes that it is ready; tells the milliseconds since its start. */
    long noteReady() {
        ready = true;
        return TimeUnit.NANOSECONDS.toMillis(Clock.system().nanoTime() - startedNanos);
    }

    void start() {
        try {
            Files.writeString(
                    log.toPath(), "--- start " + ++lives + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            startedNanos = Clock.system().nanoTime();
            ready = false;
            process = line.toBuilder()
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Kills it by SIGKILL, and returns when it is gone. */
    void kill() {
        Process living = process;
        if (living != null) {
            living.destroyForcibly().onExit().join();
        }
    }

    /** Sends it SIGSTOP. */
    void stop() {
        signal("-STOP");
    }

    /** Sends it SIGCONT. */
    void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        Process living = process;
        if (living == null) {
            return;
        }
        try {
            int code = new ProcessBuilder(List.of("kill", signal, Long.toString(living.pid())))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill " + signal + " of " + name() + " ended with " + code);
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Ends it as an operator would, and by force if it does not end. */
    @Override
    public void close() {
        Process living = process;
        if (living != null) {
            living.destroy();
            if (!Waiting.until(() -> !living.isAlive(), Duration.ofSeconds(END_SECONDS_MAX))) {
                kill();
            }
        }
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}
