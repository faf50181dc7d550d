package shape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A reading of wall time, CPU time of PostgreSQL, WAL position and lives so far. */
record Meter(long nanos, double cpuSeconds, long walBytes, long lives) {
    private static final double TICKS_PER_SECOND = 100;

    static Meter read(Session session, long lives) {
        var wal = session.row("SELECT (pg_current_wal_insert_lsn() - '0/0')::int8")
                .getLong(0);
        return new Meter(System.nanoTime(), postgresCpuSeconds(), wal, lives);
    }

    Meter since(Meter start) {
        return new Meter(
                nanos - start.nanos, cpuSeconds - start.cpuSeconds, walBytes - start.walBytes, lives - start.lives);
    }

    double livesPerSecond() {
        return lives * 1e9 / nanos;
    }

    double cpuMillisPerThousand() {
        return cpuSeconds * 1e6 / lives;
    }

    double walBytesPerLife() {
        return (double) walBytes / lives;
    }

    /** The postmaster with its reaped children (autovacuum workers end often) and all that live. */
    private static double postgresCpuSeconds() {
        var postmaster = System.getProperty("postmaster");
        long ticks = 0;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                ticks += ticks(process, postmaster);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long ticks(Path process, String postmaster) {
        try {
            var stat = Files.readString(process.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var itself = process.getFileName().toString().equals(postmaster);
            if (!itself && !fields[1].equals(postmaster)) {
                return 0;
            }
            var own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return itself ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
        } catch (IOException ended) {
            return 0;
        }
    }
}
