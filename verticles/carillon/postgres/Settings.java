package carillon.postgres;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Configuration parameters, given on the command line: there they win over every file and over {@code ALTER SYSTEM}.
 *
 * <p>Sized for one node that shares a machine with the JVM.
 */
final class Settings {

    /** What a promise of ours rests on. */
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    private static final Map<String, String> RESOURCES = Map.ofEntries(
            Map.entry("max_connections", "100"),
            // Short statements of one node: a parallel plan would take the cores of the event loops.
            Map.entry("max_parallel_workers_per_gather", "0"),
            Map.entry("jit", "off"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("timezone", "UTC"));

    private static final Map<String, String> WRITE_AHEAD_LOG = Map.ofEntries(
            // The only method in this build.
            Map.entry("wal_compression", "pglz"),
            Map.entry("wal_buffers", "16MB"),
            // Bounds crash recovery to seconds and the disk that an idle node holds.
            Map.entry("max_wal_size", "1GB"),
            Map.entry("min_wal_size", "128MB"),
            Map.entry("checkpoint_timeout", "5min"),
            Map.entry("checkpoint_completion_target", "0.9"),
            // Nobody may log in to replicate.
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("max_logical_replication_workers", "0"));

    /** Tables grow by inserts: look often, and soon after a few percent are new, so that index-only scans stay so. */
    private static final Map<String, String> AUTOVACUUM = Map.of(
            "autovacuum_naptime", "10s",
            "autovacuum_vacuum_scale_factor", "0.05",
            "autovacuum_vacuum_insert_scale_factor", "0.05",
            "autovacuum_analyze_scale_factor", "0.05",
            "autovacuum_vacuum_cost_limit", "1000");

    /** A file a weekday, overwritten a week later. Never a statement or a row: they hold payloads. */
    private static final Map<String, String> LOG = Map.ofEntries(
            Map.entry("logging_collector", "on"),
            Map.entry("log_filename", "postgresql-%a.log"),
            Map.entry("log_rotation_age", "1d"),
            Map.entry("log_rotation_size", "0"),
            Map.entry("log_truncate_on_rotation", "on"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_min_error_statement", "panic"));

    private static final long MEBIBYTE = 1 << 20;
    private static final long BUFFERS_MEBIBYTES_MIN = 128;
    private static final long BUFFERS_MEBIBYTES_MAX = 1_024;

    private Settings() {}

    /** All parameters in the order of their names; {@code extra} ones win over ours but for the fixed ones. */
    static Map<String, String> all(Map<String, String> extra, Path logFolder, Path socketFolder, int port) {
        Map<String, String> settings = new TreeMap<>();
        Map<String, String> memory = memory(Runtime.getRuntime().maxMemory());
        Stream.of(RESOURCES, memory, WRITE_AHEAD_LOG, AUTOVACUUM, LOG, extra, DURABLE, address(socketFolder, port))
                .forEach(settings::putAll);
        settings.put("log_directory", logFolder.toString());
        return settings;
    }

    /**
     * Buffers of half the heap that the JVM may take. That is an eighth of what the machine or the container has, if
     * nobody says otherwise. A page that is read from outside of them costs ten times as much, or more.
     */
    static Map<String, String> memory(long heapBytesMax) {
        long buffers = Math.clamp(heapBytesMax / 2 / MEBIBYTE, BUFFERS_MEBIBYTES_MIN, BUFFERS_MEBIBYTES_MAX);
        return Map.of("shared_buffers", buffers + "MB", "effective_cache_size", 4 * buffers + "MB");
    }

    private static Map<String, String> address(Path socketFolder, int port) {
        return Map.of(
                "listen_addresses",
                "127.0.0.1",
                "port",
                Integer.toString(port),
                "unix_socket_directories",
                quoted(socketFolder),
                "unix_socket_permissions",
                "0700");
    }

    // A list, in which a comma or a space would otherwise end the path.
    private static String quoted(Path path) {
        return '"' + path.toString().replace("\"", "\"\"") + '"';
    }

    /** Refuses names of parameters that durability and the address depend on. */
    static void refuseFixed(Collection<String> names) {
        Collection<String> fixed = new TreeSet<>(DURABLE.keySet());
        fixed.addAll(address(Path.of(""), 0).keySet());
        fixed.retainAll(names);
        if (!fixed.isEmpty()) {
            throw new IllegalArgumentException(
                    "settings of the embedded PostgreSQL that cannot be changed: " + String.join(", ", fixed));
        }
    }
}
