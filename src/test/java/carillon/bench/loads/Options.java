package carillon.bench.loads;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a load is asked for on the command line, as in {@code soon --rate=500}. All are whole numbers. */
record Options(Map<String, Integer> values) {

    /** @throws IllegalArgumentException with what to write instead */
    static Options parse(Map<String, Integer> defaults, Iterable<String> arguments) {
        Map<String, Integer> given = new TreeMap<>(defaults);
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String name = parts[0].replaceFirst("^--", "");
            if (parts.length < 2 || !parts[0].startsWith("--") || !given.containsKey(name)) {
                throw new IllegalArgumentException(
                        "'" + argument + "' is no option here: write --NAME=NUMBER with a name of " + given.keySet());
            }
            if (!parts[1].matches("[1-9]\\d{0,7}")) {
                throw new IllegalArgumentException("'" + argument + "' needs a number from 1 to 99999999");
            }
            given.put(name, Integer.valueOf(parts[1]));
        }
        return new Options(Map.copyOf(given));
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
