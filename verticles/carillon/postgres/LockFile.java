package carillon.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A lock file of PostgreSQL, such as {@code postmaster.pid}: its owner's process id in line 1, its status in line 8. It
 * may be absent, half written, or left behind by a process that is no more.
 */
record LockFile(Path path) {

    private static final int STATUS_LINE = 8;

    static LockFile ofCluster(Path cluster) {
        return new LockFile(cluster.resolve("postmaster.pid"));
    }

    static LockFile ofSocket(Path socketFolder, int port) {
        return new LockFile(socketFolder.resolve(".s.PGSQL." + port + ".lock"));
    }

    /** Whether the process wrote it and accepts connections. */
    boolean saysReady(long pid) throws IOException {
        List<String> lines = lines();
        return lines.size() >= STATUS_LINE
                && lines.get(0).equals(Long.toString(pid))
                && lines.get(STATUS_LINE - 1).strip().equals("ready");
    }

    /**
     * Deletes the file if its process id lives on, but as something other than PostgreSQL: a zombie, or a process or
     * thread that got the number since. PostgreSQL would take that for its predecessor and refuse to start; a number
     * that is not in use it sees through by itself.
     */
    void deleteIfPidWasReused() throws IOException {
        List<String> lines = lines();
        if (lines.isEmpty()) {
            return;
        }
        try {
            String stat = Files.readString(Path.of("/proc", lines.get(0).strip(), "stat"));
            if (!stat.contains("(postgres) ") || stat.contains("(postgres) Z")) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException notInUse) {
            return;
        }
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(path);
        } catch (NoSuchFileException absent) {
            return List.of();
        }
    }
}
