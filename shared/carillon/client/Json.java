package carillon.client;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value in JSON, kept as the text that it stands in. Its parts are decoded when they are asked for. */
public final class Json {

    /** The value {@code null}. */
    static final Json NULL = new Json("null");

    private static final char FIRST_PRINTABLE = ' ';

    private final String text;

    /** Of a text that is known to be a value, without white space around it. */
    Json(String text) {
        this.text = text;
    }

    /**
     * The value that a text says.
     *
     * @throws IllegalArgumentException if it is not JSON; the message says where
     */
    public static Json parse(String text) {
        return new JsonScanner(text).document();
    }

    /**
     * A plain value as JSON: maps with names, lists, strings, numbers, truth values, null, and {@code Json} itself. The
     * members of a map that has no order are sorted by name, so that the same map is the same text.
     *
     * @throws IllegalArgumentException if it is, or holds, anything else
     */
    public static Json of(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Json json -> json;
            case CharSequence chars -> new Json(quote(chars.toString()));
            case Boolean truth -> new Json(truth.toString());
            case Number number -> new JsonScanner(number.toString()).document();
            case Map<?, ?> map ->
                new Json(ordered(map).entrySet().stream()
                        .map(entry -> quote(String.valueOf(entry.getKey())) + ":" + of(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}")));
            case List<?> list ->
                new Json(list.stream().map(item -> of(item).text).collect(Collectors.joining(",", "[", "]")));
            default -> throw new IllegalArgumentException(value.getClass().getName() + " has no form in JSON");
        };
    }

    /**
     * The members of an object, in their order.
     *
     * @throws IllegalArgumentException if it is no object
     */
    public Map<String, Json> members() {
        Map<String, Json> members = new LinkedHashMap<>();
        new JsonScanner(text).members(members::put);
        return members;
    }

    /**
     * A member of an object, {@code null} in JSON where there is none of this name.
     *
     * @throws IllegalArgumentException if it is no object
     */
    public Json get(String member) {
        return members().getOrDefault(member, NULL);
    }

    /**
     * The elements of a list.
     *
     * @throws IllegalArgumentException if it is no list
     */
    public List<Json> elements() {
        return new JsonScanner(text).elements();
    }

    /**
     * The text of a string.
     *
     * @throws IllegalArgumentException if it is no string
     */
    public String string() {
        return new JsonScanner(text).decoded();
    }

    /**
     * The number that it is, exactly.
     *
     * @throws IllegalArgumentException if it is no number
     */
    public BigDecimal number() {
        return new BigDecimal(text);
    }

    /** Whether it is {@code true}. */
    public boolean isTrue() {
        return text.equals("true");
    }

    public boolean isNull() {
        return text.equals("null");
    }

    /** The text as it was given, but on one line. */
    public String line() {
        // Within strings there are none: they are escaped there.
        return text.replace('\n', ' ').replace('\r', ' ');
    }

    /** The text as it was given. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Json json && json.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private static Map<?, ?> ordered(Map<?, ?> map) {
        return map instanceof SequencedMap ? map : new TreeMap<>(map);
    }

    private static String quote(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE || Character.isSurrogate(c)) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
