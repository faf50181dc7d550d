package carillon.trial;

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
 * A node, or a part of one, as a process, which can be killed, stopped and started again at the same port. Its output
 * goes to a file. To be used by one thread, but for the port.
 */
public final class Node implements AutoCloseable {

    private static final long END_SECONDS_MAX = 20;
    private static final String START = "--- start ";

    private final NodeCommandLine line;
    private final File log;
    private final Thread lastResort = new Thread(this::kill);

    private NodeCommandLine startedBy;
    private @Nullable Process process;
    private long startedNanos;
    private int lives;
    private boolean ready;

    /** Does not start it. */
    public Node(NodeCommandLine line, Path log) {
        this.line = line;
        startedBy = line;
        this.log = log.toFile();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** How it was made to be started. */
    public NodeCommandLine line() {
        return line;
    }

    public int port() {
        return line.port();
    }

    public String name() {
        return line.name();
    }

    /** How often it was started. */
    public int lives() {
        return lives;
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether it can be asked anything. */
    boolean hasApi() {
        return line.hasApi();
    }

    /** Whether it printed, since its start, that its verticle runs. */
    boolean saidThatItRuns() {
        try {
            String output = Files.readString(log.toPath());
            return output.substring(output.lastIndexOf(START)).lines().anyMatch(each -> each.startsWith("running "));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether it answered or said, since its start, that it is ready. */
    public boolean isReady() {
        return ready;
    }

    /** Notes that it is ready; tells the milliseconds since its start. */
    public long noteReady() {
        ready = true;
        return TimeUnit.NANOSECONDS.toMillis(Clock.system().nanoTime() - startedNanos);
    }

    /** Starts it as the last time. */
    public void start() {
        start(startedBy);
    }

    /** Starts it in another way than the last time, at the same port. */
    public void start(NodeCommandLine another) {
        try {
            Files.writeString(
                    log.toPath(), START + ++lives + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            startedNanos = Clock.system().nanoTime();
            ready = false;
            startedBy = another;
            process = another.toBuilder()
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Kills it by SIGKILL, and returns when it is gone. */
    public void kill() {
        Process living = process;
        if (living != null) {
            living.destroyForcibly().onExit().join();
        }
    }

    /** Sends it SIGSTOP. */
    public void stop() {
        signal("-STOP");
    }

    /** Sends it SIGCONT. */
    public void resume() {
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

    /** Ends it as an operator would, and by force if it does not end. False if it took force. */
    public boolean end() {
        Process living = process;
        if (living == null) {
            return true;
        }
        living.destroy();
        boolean ended = Waiting.until(() -> !living.isAlive(), Duration.ofSeconds(END_SECONDS_MAX));
        if (!ended) {
            kill();
        }
        return ended;
    }

    /** Ends it for good. */
    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}
