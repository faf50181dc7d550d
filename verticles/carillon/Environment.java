package carillon;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the environment says of the configuration. It wins over the file, so that a secret need not stand in one.
 *
 * <p>A key {@code section.someKey} is written {@code CARILLON_SECTION_SOME_KEY}, a key of the top {@code CARILLON_KEY};
 * {@code PORT} is {@code http.port}. A value that is a JSON number, boolean, list or object is taken as such, anything
 * else as text.
 */
final class Environment {

    private static final String PREFIX = "CARILLON_";
    private static final Pattern JSON = Pattern.compile("(?s)-?\\d+(\\.\\d+)?|true|false|\\[.*]|\\{.*}");

    private Environment() {}

    /** Writes what the variables say into a configuration. */
    static void applyTo(JsonObject config, Map<String, String> variables) {
        String port = variables.get("PORT");
        if (port != null) {
            put(config, "http", "port", valueOf("PORT", port));
        }
        new TreeMap<>(variables).tailMap(PREFIX).forEach((name, text) -> {
            if (name.startsWith(PREFIX)) {
                apply(config, name, text);
            }
        });
    }

    private static void apply(JsonObject config, String name, String text) {
        String[] words =
                name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).split("_", 2);
        if (words.length == 1) {
            config.put(words[0], valueOf(name, text));
        } else {
            put(config, words[0], camelCase(words[1]), valueOf(name, text));
        }
    }

    private static void put(JsonObject config, String section, String key, Object value) {
        Object there = config.getValue(section);
        if (there != null && !(there instanceof JsonObject)) {
            throw new BadConfiguration("'" + section + "' in the configuration must be an object, and is " + there);
        }
        JsonObject keys = there == null ? new JsonObject() : (JsonObject) there;
        config.put(section, keys.put(key, value));
    }

    private static String camelCase(String words) {
        return Pattern.compile("_(.)").matcher(words).replaceAll(first -> first.group(1)
                .toUpperCase(Locale.ROOT));
    }

    private static Object valueOf(String name, String text) {
        if (!JSON.matcher(text).matches()) {
            return text;
        }
        try {
            return Json.decodeValue(text);
        } catch (DecodeException e) {
            throw new BadConfiguration(name + " in the environment looks like JSON, but is none: " + text);
        }
    }
}
