package carillon.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;

/**
 * A PostgreSQL of this process's own, durable, reachable from this host only.
 *
 * <p>It ends when this object is stopped or when this process ends, even by kill -9, and its data is there for the next
 * start. One process at a time serves a data folder. All methods may be called from any thread; {@link #start} and
 * {@link #stop} block.
 */
public final class EmbeddedPostgres {

    static final String FOLDER = "postgres";

    private static final String LOOPBACK = "127.0.0.1";

    private final FolderLock lock;
    private final Postmaster postmaster;
    private final PostgresLogin login;

    private EmbeddedPostgres(FolderLock lock, Postmaster postmaster, PostgresLogin login) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.login = login;
    }

    /** Whether a data folder has a database, running or not. */
    public static boolean isIn(Path dataFolder) {
        return Files.isDirectory(dataFolder.resolve(FOLDER).resolve(Cluster.FOLDER));
    }

    /** Starts with the default options; see {@link #start(Path, EmbeddedPostgresOptions)}. */
    public static EmbeddedPostgres start(Path dataFolder) throws InterruptedException {
        return start(dataFolder, EmbeddedPostgresOptions.defaults());
    }

    /**
     * Starts the database kept in the folder {@code postgres} of a data folder, making it first where it is missing,
     * and returns when it accepts connections. The first start takes a second or more, later ones a tenth of one
     * unless there is a crash to recover from.
     *
     * @param dataFolder made if absent
     * @throws PostgresStartException if the platform is not supported, another node uses the folder, the disk is full,
     *     or PostgreSQL refuses; its message says what to do
     */
    public static EmbeddedPostgres start(Path dataFolder, EmbeddedPostgresOptions options) throws InterruptedException {
        Platform.current().check();
        Path folder = dataFolder.toAbsolutePath().normalize();
        try {
            Path home = makeHome(folder);
            FolderLock lock = FolderLock.acquire(home);
            EmbeddedPostgres started = null;
            try {
                started = startLocked(home, lock, options);
                return started;
            } finally {
                if (started == null) {
                    lock.release();
                }
            }
        } catch (IOException failure) {
            throw new PostgresStartException(
                    "The embedded PostgreSQL cannot use the folder %s: %s. "
                            .concat("Make room or grant access there, or name another folder with CARILLON_DATA.")
                            .formatted(folder, failure),
                    failure);
        }
    }

    private static EmbeddedPostgres startLocked(Path home, FolderLock lock, EmbeddedPostgresOptions options)
            throws IOException, InterruptedException {
        RunAs runAs = RunAs.of(home);
        Binaries binaries = Binaries.preparedOr(home, runAs);
        Cluster cluster = Cluster.initialisedIn(home, binaries, runAs);
        Startup.Ready ready = new Startup(home, binaries, runAs, cluster, options).untilReady();
        PostgresLogin login = new PostgresLogin(
                LOOPBACK, ready.port(), ready.socketFolder(), Cluster.ROLE, cluster.password(), Cluster.DATABASE);
        return new EmbeddedPostgres(lock, ready.postmaster(), login);
    }

    private static Path makeHome(Path folder) throws IOException {
        Path home = folder.resolve(FOLDER);
        if (!Files.isDirectory(home)) {
            Files.createDirectories(folder);
            Files.createDirectory(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            WholeFolder.flushEntries(folder);
            WholeFolder.flushEntries(folder.resolveSibling("."));
        }
        return home.toRealPath();
    }

    /** Where it listens and as whom to log in. */
    public PostgresLogin login() {
        return login;
    }

    /** A {@code postgresql://} URL over TCP, password included. */
    public String url() {
        return login.url();
    }

    /** Process id of the server's first process. */
    public long pid() {
        return postmaster.pid();
    }

    /**
     * Completes with the exit code when the server ends, asked or not. To bring back one that ended unasked,
     * {@link #stop} it and start another on the same folder and port.
     */
    public CompletableFuture<Integer> ended() {
        return postmaster.ended();
    }

    /**
     * Shuts the server down, breaking off what is not committed, waits until it has ended, and frees the folder. A
     * second call does nothing.
     */
    public void stop() {
        postmaster.stop();
        try {
            lock.release();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot free the folder of the embedded PostgreSQL", failure);
        }
    }
}
