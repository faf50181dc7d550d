package carillon.config;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values of all keys: from the environment, else from the configuration, else the defaults. */
final class Settings {

    private static final String PORT_VARIABLE = "PORT";

    private final Map<String, Object> given = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    Settings(JsonObject config, Map<String, String> environment) {
        readObject("", config);
        new TreeMap<>(environment).forEach(this::readVariable);
    }

    /** The value of a key; its default where it was not given, or was refused. */
    @SuppressWarnings("unchecked") // what is given under a key was read by the key's own kind
    <T> T get(Key<T> key) {
        Object value = given.get(key.name());
        return value == null ? key.absent() : (T) value;
    }

    void refuse(String fault) {
        faults.add(fault);
    }

    /** Throws if anything was refused. */
    void check() {
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
    }

    /** All values, spelled out, as a configuration that is read back equal. */
    JsonObject toJson() {
        JsonObject json = new JsonObject();
        Keys.ALL.forEach(key -> put(json, key));
        return json;
    }

    private void readObject(String path, JsonObject object) {
        for (Map.Entry<String, Object> entry : object) {
            String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            Object value = entry.getValue();
            Key<?> key = keyNamed(name);
            if (key != null) {
                read(key, name, value);
            } else if (value instanceof JsonObject section && isSection(name)) {
                readObject(name, section);
            } else {
                refuse(name + " is not known; known are " + namesBeside(name));
            }
        }
    }

    private void readVariable(String variable, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (variable.equals(PORT_VARIABLE)) {
            readText(Keys.PORT, variable, text);
        } else if (variable.startsWith(Key.VARIABLE_PREFIX)) {
            for (Key<?> key : Keys.ALL) {
                if (key.isNamedBy(variable)) {
                    readText(key, variable, text);
                    return;
                }
            }
            refuse("the variable " + variable + " names no setting; unset it, or correct its name");
        }
    }

    private void readText(Key<?> key, String variable, String text) {
        read(key, "the variable " + variable, key.kind().parsing().parse(text));
    }

    private void read(Key<?> key, String place, @Nullable Object json) {
        Object value = json == null ? null : key.kind().reading().read(json);
        if (value != null) {
            given.put(key.name(), value);
            return;
        }
        refuse(place + " must be " + key.kind().wanted() + (key.kind().secret() ? "" : "; it is " + json));
    }

    private <T> void put(JsonObject root, Key<T> key) {
        JsonObject object = root;
        String name = key.name();
        int dot = name.indexOf('.');
        if (dot >= 0) {
            String section = name.substring(0, dot);
            if (!root.containsKey(section)) {
                root.put(section, new JsonObject());
            }
            object = root.getJsonObject(section);
        }
        object.put(name.substring(dot + 1), key.kind().writing().write(get(key)));
    }

    private static @Nullable Key<?> keyNamed(String name) {
        for (Key<?> key : Keys.ALL) {
            if (key.name().equals(name)) {
                return key;
            }
        }
        return null;
    }

    private static boolean isSection(String name) {
        return Keys.ALL.stream().anyMatch(key -> key.name().startsWith(name + "."));
    }

    private static String namesBeside(String name) {
        String section = name.substring(0, name.lastIndexOf('.') + 1);
        List<String> beside = Keys.ALL.stream()
                .map(Key::name)
                .filter(key -> key.startsWith(section))
                .toList();
        return String.join(
                ", ", beside.isEmpty() ? Keys.ALL.stream().map(Key::name).toList() : beside);
    }
}
