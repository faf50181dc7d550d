package carillon.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Launches the server of a cluster until it is ready: again for about 10 s while a predecessor still shuts down, and
 * again on another port if a free one was taken in between.
 */
record Startup(Path home, Binaries binaries, RunAs runAs, Cluster cluster, EmbeddedPostgresOptions options) {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int LAUNCHES_MAX = 100;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** A server that is ready, and where it listens. */
    record Ready(Postmaster postmaster, int port, Path socketFolder) {}

    private enum Ending {
        PREDECESSOR_LIVES,
        PORT_TAKEN,
        OTHER
    }

    Ready untilReady() throws IOException, InterruptedException {
        Path socketFolder = SocketFolder.of(home);
        Ending ending = Ending.OTHER;
        for (int launches = 0; launches < LAUNCHES_MAX; launches++) {
            int port = options.port() == 0 ? freePort() : options.port();
            LockFile.ofCluster(cluster.folder()).deleteIfPidWasReused();
            LockFile.ofSocket(socketFolder, port).deleteIfPidWasReused();
            Optional<Postmaster> ready = launch(socketFolder, port);
            if (ready.isPresent()) {
                return new Ready(ready.get(), port, socketFolder);
            }
            ending = ending(port);
            if (ending == Ending.OTHER || (ending == Ending.PORT_TAKEN && options.port() != 0)) {
                break;
            }
            Thread.sleep(PAUSE);
        }
        throw failure(ending);
    }

    private Optional<Postmaster> launch(Path socketFolder, int port) throws IOException, InterruptedException {
        Postmaster postmaster = Postmaster.launch(
                binaries,
                runAs,
                cluster.folder(),
                Settings.all(options.settings(), logFolder(), socketFolder, port),
                startLog());
        boolean ready = false;
        try {
            ready = postmaster.awaitReady(options.readyWithin());
            if (!ready && postmaster.isRunning()) {
                throw new PostgresStartException("The embedded PostgreSQL in %s was not ready within %d s.%n%s"
                        .formatted(home, options.readyWithin().toSeconds(), lastWords()));
            }
            return ready ? Optional.of(postmaster) : Optional.empty();
        } finally {
            if (!ready) {
                postmaster.stop();
            }
        }
    }

    private Ending ending(int port) throws IOException {
        String printed = read(startLog());
        if (printed.contains("postmaster.pid\" already exists") || printed.contains("is still in use")) {
            return Ending.PREDECESSOR_LIVES;
        }
        return isFree(port) ? Ending.OTHER : Ending.PORT_TAKEN;
    }

    private PostgresStartException failure(Ending ending) throws IOException {
        String what =
                switch (ending) {
                    case PREDECESSOR_LIVES -> "is run by another PostgreSQL: stop the process named below";
                    case PORT_TAKEN -> "cannot listen on port %d of 127.0.0.1".formatted(options.port());
                    case OTHER -> "ended while it started";
                };
        return new PostgresStartException("The embedded PostgreSQL in %s %s.%n%s".formatted(home, what, lastWords()));
    }

    /** The end of what the server wrote last: on its error stream, then in its newest log file. */
    private String lastWords() throws IOException {
        String printed = read(startLog());
        if (!Files.isDirectory(logFolder())) {
            return Command.tail(printed);
        }
        try (Stream<Path> files = Files.list(logFolder())) {
            Optional<Path> newest = files.max(Comparator.comparingLong(Startup::modified));
            return Command.tail(printed) + (newest.isPresent() ? "\n" + Command.tail(read(newest.get())) : "");
        }
    }

    private Path startLog() {
        return home.resolve("start.log");
    }

    private Path logFolder() {
        return home.resolve("log");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK))) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        }
    }

    private static String read(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
