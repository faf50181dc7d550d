package bench;

import java.util.List;
import java.util.stream.Stream;

/** A variable of the environment, as it is set or by default. */
record Variable(String name, String value) {
    static Variable of(String name, String otherwise) {
        String value = System.getenv(name);
        return new Variable(name, value == null || value.isEmpty() ? otherwise : value);
    }

    /** What stands between its commas. */
    List<String> words() {
        return List.of(value.split(",", -1));
    }

    int number(int least, int most) {
        return number(value, least, most, 1);
    }

    /** Its numbers, each of which must be so many times a whole number. */
    List<Integer> numbers(int least, int most, int times) {
        return words().stream()
                .map(word -> number(word, least, most, times))
                .distinct()
                .toList();
    }

    private int number(String word, int least, int most, int times) {
        return Stream.of(word)
                .filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number >= least && number <= most && number % times == 0)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s says \"%s\": it takes whole numbers from %d to %d%s"
                        .formatted(name, word, least, most, times == 1 ? "" : ", multiples of " + times)));
    }
}
