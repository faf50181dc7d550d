package carillon.walls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The packages there are.
 *
 * @param shared the simple names of those that every verticle may use
 * @param verticles the simple names of those of the verticles
 */
record House(List<String> shared, List<String> verticles) {

    /** The package of the composition root, which sees everything. */
    static final String ROOT = "carillon";

    /** The packages on disk; tests run in the folder of the project. */
    static House onDisk() {
        return new House(foldersIn(Path.of("shared", ROOT)), foldersIn(Path.of("verticles", ROOT)));
    }

    List<String> verticlesBut(String one) {
        return verticles.stream().filter(other -> !other.equals(one)).toList();
    }

    /** Matches a package and what is below it. */
    static String in(String name) {
        return ROOT + "." + name + "..";
    }

    static String[] in(List<String> names) {
        return names.stream().map(House::in).toArray(String[]::new);
    }

    private static List<String> foldersIn(Path root) {
        try (Stream<Path> children = Files.exists(root) ? Files.list(root) : Stream.empty()) {
            return children.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
