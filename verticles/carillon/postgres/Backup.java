package carillon.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Copies of an embedded database that rests, whole or not there at all.
 *
 * <p>A backup is laid out as a data folder, with the database and its password and without logs. The server is
 * configured without what a copy of a running one would need, so that none can be made.
 */
public final class Backup {

    private Backup() {}

    /**
     * Copies the database of a data folder after it was shut down in order.
     *
     * @param backup made if absent, and without a database
     * @throws IllegalArgumentException if there is nothing to copy, or something where the copy should go
     * @throws PostgresStartException if a node uses the database
     */
    public static void save(Path data, Path backup) throws InterruptedException {
        if (!EmbeddedPostgres.isIn(data)) {
            throw new IllegalArgumentException(
                    "there is no database in " + data + ": name the folder of the node with CARILLON_DATA");
        }
        refuseOccupied(backup, "name a folder for this backup alone");
        // Waits for a server that still shuts down, and replays what one that was killed had not yet written.
        EmbeddedPostgres.start(data).stop();
        try {
            Path home = home(data).toRealPath();
            FolderLock lock = FolderLock.acquire(home);
            try {
                copy(home, backup);
            } finally {
                lock.release();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the backup to " + backup + " was not made: " + failure, failure);
        }
    }

    /**
     * Copies a backup to where a node will find it.
     *
     * @param data made if absent, and without a database
     * @throws IllegalArgumentException if this is no backup that this build can use, or there is a database already
     */
    public static void restore(Path backup, Path data) throws InterruptedException {
        Path cluster = home(backup).resolve(Cluster.FOLDER);
        if (!EmbeddedPostgres.isIn(backup)) {
            throw new IllegalArgumentException("there is no backup in " + backup);
        }
        if (Files.exists(cluster.resolve("postmaster.pid"))) {
            throw new IllegalArgumentException(backup + " is in use by a node or was left by one that died:"
                    + " './vertx backup' makes a copy to restore from");
        }
        refuseOccupied(data, "name an empty one with CARILLON_DATA, or move it away");
        try {
            refuseOtherVersion(Files.readString(cluster.resolve("PG_VERSION")).strip());
            copy(home(backup), data);
        } catch (IOException failure) {
            throw new UncheckedIOException("the backup was not restored to " + data + ": " + failure, failure);
        }
    }

    private static void refuseOccupied(Path folder, String remedy) {
        if (Files.exists(home(folder))) {
            throw new IllegalArgumentException("there is a database in " + folder + " already: " + remedy);
        }
    }

    private static void refuseOtherVersion(String version) {
        if (!Binaries.VERSION.startsWith(version + ".")) {
            throw new IllegalArgumentException(("the backup was made by PostgreSQL %s, and this build has %s:"
                            + " restore it with the build that made it")
                    .formatted(version, Binaries.VERSION));
        }
    }

    private static void copy(Path home, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        WholeFolder.make(home(folder).toAbsolutePath(), unfinished -> {
            Files.createDirectory(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            copyTree(home.resolve(Cluster.FOLDER), unfinished.resolve(Cluster.FOLDER));
            copyOne(home.resolve(Password.FILE), unfinished.resolve(Password.FILE));
        });
        WholeFolder.flushEntries(folder);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                copyOne(folder, to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                copyOne(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void copyOne(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }

    private static Path home(Path folder) {
        return folder.resolve(EmbeddedPostgres.FOLDER);
    }
}
