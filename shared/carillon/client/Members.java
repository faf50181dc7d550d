package carillon.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The members of an object in JSON, in their order. One that is null counts as absent where it is read. */
record Members(Map<String, Json> byName) {

    static final Members NONE = new Members(Map.of());

    /** Of a value that must be an object. */
    static Members of(Json object) {
        return new Members(object.members());
    }

    /** A copy in which a member has this value. */
    Members with(String name, @Nullable Object value) {
        return withAll(new Members(Map.of(name, Json.of(value))));
    }

    Members withAll(Members others) {
        Map<String, Json> members = new LinkedHashMap<>(byName);
        members.putAll(others.byName);
        return new Members(members);
    }

    Members without(Collection<String> names) {
        Map<String, Json> members = new LinkedHashMap<>(byName);
        members.keySet().removeAll(names);
        return new Members(members);
    }

    Json json() {
        return Json.of(byName);
    }

    /** How values of an enum are written. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    Json value(String name) {
        Json value = byName.get(name);
        return value == null || value.isNull() ? null : value;
    }

    @Nullable
    String text(String name) {
        Json value = value(name);
        return value == null ? null : value.string();
    }

    /** One that every answer of a node has. */
    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw new IllegalArgumentException("what answers there is no node of Carillon: " + name + " is missing");
        }
        return text;
    }

    boolean flag(String name) {
        Json value = value(name);
        return value != null && value.isTrue();
    }

    @Nullable
    Instant instant(String name) {
        String text = text(name);
        return text == null ? null : Instant.parse(text);
    }

    @Nullable
    Duration duration(String name) {
        String text = text(name);
        return text == null ? null : Duration.parse(text);
    }

    @Nullable
    Duration millis(String name) {
        Json value = value(name);
        return value == null ? null : Duration.ofMillis(value.number().longValue());
    }

    /** A whole number, 0 if it is absent. */
    long number(String name) {
        Json value = value(name);
        return value == null ? 0 : value.number().longValue();
    }

    /** A member read by a reader of objects. */
    <T> @Nullable T object(String name, Function<Members, T> reader) {
        Json value = value(name);
        return value == null ? null : reader.apply(of(value));
    }

    /** A list of objects, empty if it is absent. */
    <T> List<T> objects(String name, Function<Members, T> reader) {
        Json value = value(name);
        return value == null
                ? List.of()
                : value.elements().stream().map(Members::of).map(reader).toList();
    }

    /** A list of strings, empty if it is absent. */
    List<String> texts(String name) {
        Json value = value(name);
        return value == null
                ? List.of()
                : value.elements().stream().map(Json::string).toList();
    }

    /** A value of an enum; {@code other} where it is absent, or is not known here. */
    <E extends Enum<E>> E constant(String name, E other) {
        String text = text(name);
        if (text != null) {
            for (E constant : other.getDeclaringClass().getEnumConstants()) {
                if (word(constant).equals(text)) {
                    return constant;
                }
            }
        }
        return other;
    }
}
