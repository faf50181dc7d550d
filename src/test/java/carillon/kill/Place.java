package carillon.kill;

import carillon.e2e.Ports;
import carillon.postgres.EmbeddedPostgres;
import carillon.trial.EmptyFolder;
import carillon.trial.Node;
import carillon.trial.NodeCommandLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The folder, the ports and the database of a run. */
final class Place implements AutoCloseable {

    private final Path folder;
    private final @Nullable EmbeddedPostgres database;

    private Place(Path folder, @Nullable EmbeddedPostgres database) {
        this.folder = folder;
        this.database = database;
    }

    /** An empty one; with a database of its own where more than one node needs it. */
    static Place make(Path folder, int nodes) {
        try {
            EmptyFolder.make(folder);
            return new Place(folder, nodes == 1 ? null : EmbeddedPostgres.start(folder.resolve("database")));
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    List<Node> nodes(int count) {
        List<Integer> ports = Ports.free(2 * count);
        List<Integer> clusterPorts = ports.subList(count, 2 * count);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    String name = "kill-" + (i + 1);
                    int port = ports.get(i);
                    NodeCommandLine line = database == null
                            ? NodeCommandLine.alone(name, port, folder.resolve("data"))
                            : NodeCommandLine.clustered(name, port, database.url(), clusterPorts.get(i), clusterPorts);
                    // Its receiver takes its time, and stands for many: one host gets fewer requests at once otherwise.
                    line = line.withVariable("CARILLON_DELIVERY_CONNECTIONSPERHOSTMAX", "512");
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
}
