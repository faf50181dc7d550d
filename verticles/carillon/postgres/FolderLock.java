package carillon.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The right of one process to run the database of a folder. The kernel takes it back when the process dies. */
final class FolderLock {

    // Closing any channel of a file drops this process's lock on it, so a second one must not even be opened here.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    private static final int PID_BYTES_MAX = 20;

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock without waiting.
     *
     * @throws PostgresStartException if another node, in this process or another, holds it
     */
    static FolderLock acquire(Path folder) throws IOException {
        if (!HELD_HERE.add(folder)) {
            throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
        }
        FolderLock lock = null;
        try {
            lock = lock(folder);
            return lock;
        } finally {
            if (lock == null) {
                HELD_HERE.remove(folder);
            }
        }
    }

    private static FolderLock lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        @Nullable FileLock taken = null;
        try {
            taken = channel.tryLock();
            if (taken == null) {
                throw inUse(folder, holder(channel));
            }
            byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
            return new FolderLock(folder, channel);
        } finally {
            if (taken == null) {
                channel.close();
            }
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(PID_BYTES_MAX);
        channel.read(pid, 0);
        return StandardCharsets.US_ASCII.decode(pid.flip()).toString();
    }

    private static PostgresStartException inUse(Path folder, String pid) {
        return new PostgresStartException(("The embedded PostgreSQL in %s is in use by process %s. "
                        + "Stop that node first; a second node beside it needs a folder of its own, CARILLON_DATA, "
                        + "or one server for both, CARILLON_DATABASE_URL.")
                .formatted(folder, pid));
    }

    /** Gives the right back; a second call does nothing. */
    void release() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD_HERE.remove(folder);
        }
    }
}
