package carillon.kill;

import carillon.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder, the ports and the database of a run. */
final class Place implements AutoCloseable {

    /** Below the ports that clients are given, so that no connection takes a node's port while the node is dead. */
    private static final int PORT_MIN = 20_000;

    private static final int PORT_MAX = 30_000;

    private final Path folder;
    private final @Nullable EmbeddedPostgres database;

    private Place(Path folder, @Nullable EmbeddedPostgres database) {
        this.folder = folder;
        this.database = database;
    }

    /** An empty one; with a database of its own where more than one node needs it. */
    static Place make(Path folder, int nodes) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> below = Files.walk(folder)) {
                    for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
            Files.createDirectories(folder);
            return new Place(folder, nodes == 1 ? null : EmbeddedPostgres.start(folder.resolve("database")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    List<Node> nodes(int count) {
        Map.Entry<String, String> variable = database == null
                ? Map.entry("CARILLON_DATA", folder.resolve("data").toString())
                : Map.entry("CARILLON_DATABASE_URL", database.url());
        List<Integer> ports = freePorts(2 * count);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    String name = "kill-" + (i + 1);
                    List<Integer> cluster = new ArrayList<>();
                    if (count > 1) {
                        cluster.add(ports.get(count + i));
                        ports.subList(count, 2 * count).stream()
                                .filter(port -> !cluster.contains(port))
                                .forEach(cluster::add);
                    }
                    NodeCommandLine line = new NodeCommandLine(name, ports.get(i), variable, cluster);
                    return new Node(line, folder.resolve(name + ".log"));
                })
                .toList();
    }

    /** Writes a file into the folder. */
    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        if (database != null) {
            database.stop();
        }
    }

    private static List<Integer> freePorts(int count) {
        RandomGenerator random = RandomGenerator.getDefault();
        List<Integer> free = new ArrayList<>();
        while (free.size() < count) {
            int port = random.nextInt(PORT_MIN, PORT_MAX);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (!free.contains(probe.getLocalPort())) {
                    free.add(port);
                }
            } catch (IOException taken) {
                free.remove((Integer) port);
            }
        }
        return free;
    }
}
