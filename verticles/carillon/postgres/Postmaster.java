package carillon.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running PostgreSQL that hangs on a pipe from this process.
 *
 * <p>While the pipe is open it runs. When the pipe ends, because {@link #stop} closed it or because this process died,
 * a watcher sends it SIGINT: a fast shutdown, which breaks off transactions and flushes what is committed.
 */
final class Postmaster {

    // The shell becomes PostgreSQL, so that the child's process id is the server's own; the watcher stays behind.
    // A session of its own keeps a Ctrl-C for the node away from the database that the node still drains into.
    private static final String ON_A_PIPE = """
            exec 3<&0 </dev/null
            ( read -r end <&3; kill -INT $$ 2>/dev/null ) &
            exec "$@" 3<&-
            """;

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration FAST_SHUTDOWN_MAX = Duration.ofSeconds(30);
    private static final Duration KILL_MAX = Duration.ofSeconds(5);

    private final Process process;
    private final LockFile lockFile;
    private final CompletableFuture<Integer> ended;

    private Postmaster(Process process, LockFile lockFile) {
        this.process = process;
        this.lockFile = lockFile;
        this.ended = process.onExit().thenApply(exited -> {
            // The watcher of a server that ended by itself must not signal whoever gets its process id next.
            closePipe();
            return exited.exitValue();
        });
    }

    static Postmaster launch(Binaries binaries, RunAs runAs, Path cluster, Map<String, String> settings, Path startLog)
            throws IOException {
        List<String> server = new ArrayList<>(List.of(binaries.program("postgres"), "-D", cluster.toString()));
        settings.forEach((name, value) -> server.addAll(List.of("-c", name + "=" + value)));
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", ON_A_PIPE, "sh"));
        command.addAll(runAs.command(server.stream()));
        Process process = Command.builder(command)
                .redirectErrorStream(true)
                .redirectOutput(startLog.toFile())
                .start();
        return new Postmaster(process, LockFile.ofCluster(cluster));
    }

    /** Waits until it accepts connections; false if it ended instead, or was not ready in time. */
    boolean awaitReady(Duration patience) throws IOException, InterruptedException {
        for (long polls = patience.dividedBy(POLL); polls >= 0; polls--) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            if (lockFile.saysReady(process.pid())) {
                return true;
            }
        }
        return false;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Completes with the exit code when the server ends, for whatever reason. */
    CompletableFuture<Integer> ended() {
        return ended.copy();
    }

    /** Shuts it down, and kills it if that takes longer than 30 s; nothing committed is lost either way. */
    void stop() {
        closePipe();
        if (!endsWithin(FAST_SHUTDOWN_MAX)) {
            process.destroyForcibly();
            endsWithin(KILL_MAX);
        }
    }

    private boolean endsWithin(Duration patience) {
        return ended.thenApply(code -> true)
                .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private void closePipe() {
        try {
            process.getOutputStream().close();
        } catch (IOException ignored) {
            // The watcher sees the end of the pipe either way.
        }
    }
}
