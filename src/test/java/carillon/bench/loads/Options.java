package carillon.bench.loads;

import carillon.bench.GivenNumbers;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a load is asked for on the command line, as in {@code soon --rate=500}. All are whole numbers. */
record Options(Map<String, Integer> values) {

    private static final int MAX = 99_999_999;

    /** @throws IllegalArgumentException with what to write instead */
    static Options parse(Map<String, Integer> defaults, Iterable<String> arguments) {
        return new Options(Map.copyOf(GivenNumbers.parse(defaults, MAX, arguments)));
    }

    int get(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    long millis(String nameOfSeconds) {
        return get(nameOfSeconds) * 1_000L;
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        new TreeMap<>(values).forEach(json::put);
        return json;
    }
}
