package carillon.docs;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was printed is what a page shows.
 *
 * <p>A page leaves out what does not matter: members of an object, and lines. An ellipsis stands for anything, within a
 * text too; as the last element of an array, for any further ones.
 */
final class Likeness {

    private static final String ANYTHING = "…";

    private Likeness() {}

    /** Whether the last line printed is the JSON that is shown, with members more or fewer lines apart. */
    static boolean ofJson(String shown, List<String> printed) {
        return !printed.isEmpty() && isJson(Json.decodeValue(shown), decoded(printed.get(printed.size() - 1)));
    }

    /** Whether the lines that are shown are among those printed, in their order. */
    static boolean ofLines(List<String> shown, List<String> printed) {
        int next = 0;
        for (String line : printed) {
            while (next < shown.size() && isLeftOut(shown.get(next))) {
                next++;
            }
            if (next < shown.size() && isLine(shown.get(next), line)) {
                next++;
            }
        }
        return shown.subList(next, shown.size()).stream().allMatch(Likeness::isLeftOut);
    }

    private static boolean isLeftOut(String line) {
        return line.isBlank() || line.equals(ANYTHING);
    }

    private static boolean isLine(String shown, String printed) {
        return decoded(shown) instanceof JsonObject json ? isJson(json, decoded(printed)) : isText(shown, printed);
    }

    private static boolean isJson(@Nullable Object shown, @Nullable Object actual) {
        if (ANYTHING.equals(shown)) {
            return actual != null;
        }
        if (shown instanceof JsonObject object) {
            return actual instanceof JsonObject other
                    && object.fieldNames().stream()
                            .allMatch(name ->
                                    other.containsKey(name) && isJson(object.getValue(name), other.getValue(name)));
        }
        if (shown instanceof JsonArray array) {
            return actual instanceof JsonArray other && areJson(array, other);
        }
        if (shown instanceof Number number && actual instanceof Number other) {
            return number.doubleValue() == other.doubleValue();
        }
        if (shown instanceof String text && actual instanceof String other) {
            return isText(text, other);
        }
        return Objects.equals(shown, actual);
    }

    private static boolean areJson(JsonArray shown, JsonArray actual) {
        boolean isOpen = !shown.isEmpty() && ANYTHING.equals(shown.getValue(shown.size() - 1));
        int size = isOpen ? shown.size() - 1 : shown.size();
        if (isOpen ? actual.size() < size : actual.size() != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!isJson(shown.getValue(i), actual.getValue(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(String shown, String actual) {
        String pattern =
                Stream.of(shown.strip().split(ANYTHING, -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return actual.strip().matches(pattern);
    }

    private static @Nullable Object decoded(String line) {
        try {
            return Json.decodeValue(line);
        } catch (DecodeException otherText) {
            return null;
        }
    }
}
