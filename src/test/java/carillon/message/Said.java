package carillon.message;

import carillon.task.Payload;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a message says, as JSON: each record with its name and its components, each constant with its enum. */
final class Said {

    private static final String NAME = "@";

    private Said() {}

    static @Nullable Object by(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Payload payload -> new String(payload.bytes(), StandardCharsets.UTF_8);
            case Enum<?> constant -> constant(constant);
            case List<?> list -> list.stream().map(Said::by).collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
            case Map<?, ?> map -> entries(map);
            case Record said -> components(said);
            default -> value;
        };
    }

    static String constant(Enum<?> constant) {
        return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }

    /** Whether all that was said then is said now: a record may say more. */
    static boolean includes(@Nullable Object now, @Nullable Object then) {
        if (then instanceof JsonObject before && now instanceof JsonObject after) {
            return before.fieldNames().stream()
                    .allMatch(name -> after.containsKey(name) && includes(after.getValue(name), before.getValue(name)));
        }
        if (then instanceof JsonArray before && now instanceof JsonArray after) {
            boolean all = before.size() == after.size();
            for (int i = 0; all && i < before.size(); i++) {
                all = includes(after.getValue(i), before.getValue(i));
            }
            return all;
        }
        // A long that fits is read back as an int.
        return String.valueOf(now).equals(String.valueOf(then));
    }

    /** Adds what something that was said has an example of: components that are not null, and constants. */
    static void collect(@Nullable Object said, Set<String> into) {
        if (said == null) {
            return;
        }
        switch (said) {
            case JsonObject object -> {
                String record = object.getString(NAME, "");
                into.add(record);
                object.forEach(member -> {
                    if (member.getValue() != null && !member.getKey().equals(NAME)) {
                        into.add(record + "." + member.getKey());
                        collect(member.getValue(), into);
                    }
                });
            }
            case JsonArray array -> array.forEach(each -> collect(each, into));
            case String text -> into.add(text);
            default -> {}
        }
    }

    private static JsonObject entries(Map<?, ?> map) {
        JsonObject json = new JsonObject();
        map.forEach((key, value) -> json.put(String.valueOf(key), by(value)));
        return json;
    }

    private static JsonObject components(Record said) {
        JsonObject json = new JsonObject().put(NAME, said.getClass().getSimpleName());
        for (RecordComponent component : said.getClass().getRecordComponents()) {
            json.put(component.getName(), by(get(component.getAccessor(), said)));
        }
        return json;
    }

    private static @Nullable Object get(Method accessor, Record said) {
        try {
            return accessor.invoke(said);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
