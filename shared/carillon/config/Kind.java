package carillon.config;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which values a key takes.
 *
 * @param wanted in words, behind "must be"
 * @param secret whether values stay out of messages
 * @param reading from a value of a JSON file; null for one that is not taken
 * @param parsing from a variable of the environment to what would stand in a JSON file
 * @param writing to a value that is read back equal
 */
record Kind<T>(String wanted, boolean secret, Reading<T> reading, Parsing parsing, Writing<T> writing) {

    interface Reading<T> {
        @Nullable
        T read(Object json);
    }

    interface Parsing {
        Object parse(String text);
    }

    interface Writing<T> {
        Object write(T value);
    }

    static Kind<Integer> count(int min, int max) {
        return new Kind<>(
                "a whole number from " + min + " to " + max,
                false,
                json -> json instanceof Integer n && n >= min && n <= max ? n : null,
                Kind::number,
                n -> n);
    }

    static Kind<Integer> countOrNone(int min, int max) {
        Kind<Integer> count = count(min, max);
        return new Kind<>(
                "0 or " + count.wanted,
                false,
                json -> json instanceof Integer n && n == 0 ? n : count.reading.read(json),
                Kind::number,
                n -> n);
    }

    static Kind<Boolean> flag() {
        return new Kind<>(
                "true or false", false, json -> json instanceof Boolean flag ? flag : null, Kind::truth, flag -> flag);
    }

    static Kind<String> text(String wanted, Predicate<String> taken) {
        return text(wanted, false, taken);
    }

    static Kind<String> secretText(String wanted, Predicate<String> taken) {
        return text(wanted, true, taken);
    }

    static Kind<List<String>> texts(String wanted, Predicate<String> taken) {
        return new Kind<>(wanted, false, json -> strings(json, taken), Kind::list, JsonArray::new);
    }

    static Kind<List<Token>> tokens() {
        return new Kind<>(Token.WANTED, true, Token::readAll, Kind::list, Token::writeAll);
    }

    private static Kind<String> text(String wanted, boolean secret, Predicate<String> taken) {
        return new Kind<>(
                wanted,
                secret,
                json -> json instanceof String text && taken.test(text) ? text : null,
                text -> text,
                text -> text);
    }

    private static @Nullable List<String> strings(Object json, Predicate<String> taken) {
        List<String> strings = new ArrayList<>();
        for (Object item : json instanceof JsonArray array ? array : new JsonArray().add(json)) {
            if (!(item instanceof String text) || !taken.test(text)) {
                return null;
            }
            strings.add(text);
        }
        return List.copyOf(strings);
    }

    private static Object number(String text) {
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException none) {
            return text;
        }
    }

    private static Object truth(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> text;
        };
    }

    /** A JSON array, or texts between commas. */
    private static Object list(String text) {
        if (!text.strip().startsWith("[")) {
            return new JsonArray(
                    Arrays.stream(text.split(",")).map(String::strip).toList());
        }
        try {
            return new JsonArray(text);
        } catch (DecodeException malformed) {
            return text;
        }
    }
}
