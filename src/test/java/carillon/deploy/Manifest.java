package carillon.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A part of a document of Kubernetes.
 *
 * @param value as YAML has it: a map, a list, a text, a number or a truth
 */
record Manifest(Object value) {

    /** The objects of a file. */
    static List<Manifest> all(Path file) throws IOException {
        List<Manifest> all = new ArrayList<>();
        try (InputStream text = Files.newInputStream(file)) {
            new Load(LoadSettings.builder().build())
                    .loadAllFromInputStream(text)
                    .forEach(document -> all.add(new Manifest(document)));
        }
        return all;
    }

    /** What is at a path of names and places in lists, such as {@code spec.ports.0.port}; fails if there is nothing. */
    Manifest at(String path) {
        Object found = value;
        for (String step : path.split("\\.")) {
            Object next = found instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : found instanceof Map<?, ?> map ? map.get(step) : null;
            found = Objects.requireNonNull(next, () -> path + " is missing at " + step);
        }
        return new Manifest(found);
    }

    /** The labels of a map whose keys have dots. */
    Map<?, ?> map() {
        return (Map<?, ?>) value;
    }

    Stream<Manifest> items() {
        return ((List<?>) value).stream().map(Manifest::new);
    }

    boolean has(String key) {
        return map().containsKey(key);
    }

    int number() {
        return (Integer) value;
    }

    String text() {
        return (String) value;
    }
}
