package carillon.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The results of all runs whose lines are in one file, those of earlier days too. */
final class Results {

    private final Path file;
    private final List<Result> all = new ArrayList<>();

    Results(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(line -> all.add(Result.of(line)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void add(Result result) {
        all.add(result);
        try {
            Files.writeString(file, result.toLine() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** In the order in which they were made. */
    List<Result> all() {
        return List.copyOf(all);
    }

    /** Whether a run need not be made again. */
    boolean has(String version, ChaosOptions options, int run) {
        return all.stream().anyMatch(result -> result.isOf(version, options) && result.run() == run);
    }
}
