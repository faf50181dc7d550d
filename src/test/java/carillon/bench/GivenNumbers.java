package carillon.bench;

import java.util.Map;
import java.util.TreeMap;

/** Whole numbers on a command line, as in {@code --rate=500}. */
public final class GivenNumbers {

    private GivenNumbers() {}

    /**
     * All of them by name.
     *
     * @param defaults of all names that there are
     * @param max of each; 1 is the least
     * @throws IllegalArgumentException with what to write instead
     */
    public static Map<String, Integer> parse(Map<String, Integer> defaults, int max, Iterable<String> arguments) {
        Map<String, Integer> given = new TreeMap<>(defaults);
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String name = parts[0].replaceFirst("^--", "");
            if (parts.length < 2 || !parts[0].startsWith("--") || !given.containsKey(name)) {
                throw new IllegalArgumentException(
                        "'" + argument + "' is no option here: write --NAME=NUMBER with a name of " + given.keySet());
            }
            if (!parts[1].matches("[1-9]\\d{0,8}") || Integer.parseInt(parts[1]) > max) {
                throw new IllegalArgumentException("'" + argument + "' needs a number from 1 to " + max);
            }
            given.put(name, Integer.valueOf(parts[1]));
        }
        return given;
    }
}
