package carillon.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Values made by chance that mostly obey a schema of the document. */
final class Values {

    private static final int IDS = 200;
    private static final int DEPTH_MAX = 6;

    /** Far ahead and seldom, so that a run spends its time on requests rather than on firing. */
    private static final Map<String, List<String>> BY_NAME = Map.of(
            "at", List.of("2090-01-31T09:00:00Z", "2099-12-31T23:59:59.999+05:30"),
            "start", List.of("2090-01-01T00:00:00Z"),
            "delay", List.of("P300D", "PT9000H"),
            "every", List.of("P1D", "PT100H"),
            "cron", List.of("0 9 1 1 *", "0 0 9 1 1 ?", "@yearly", "TZ=Asia/Tokyo 0 0 1 1 *", "0 0 9 ? * 2"),
            "zone", List.of("Europe/Paris", "UTC", "Mars/Base"),
            "url", List.of("http://127.0.0.1:9/h", "https://h.example/a?token=x", "http://[::1]:9/"),
            "dueBefore", List.of("2091-01-01T00:00:00Z", "1999-01-01T00:00:00Z"));

    private static final List<String> TRIGGERS = List.of("at", "delay", "every", "cron", "rrule");

    private final Contract contract;
    private final RandomGenerator random;

    Values(Contract contract, RandomGenerator random) {
        this.contract = contract;
        this.random = random;
    }

    String id() {
        return "t" + random.nextInt(IDS);
    }

    /** A body; one with the members of a trigger has mostly one of them only. */
    JsonObject body(JsonObject schema) {
        if (!(value("body", schema, 0) instanceof JsonObject body)) {
            return new JsonObject();
        }
        JsonObject properties = contract.resolved(schema).getJsonObject("properties", new JsonObject());
        if (properties.containsKey("cron") && random.nextInt(5) > 0) {
            TRIGGERS.forEach(body::remove);
            List.of("zone", "dialect", "start", "dst").forEach(body::remove);
            String trigger = TRIGGERS.get(random.nextInt(4));
            body.put(trigger, value(trigger, properties.getJsonObject(trigger), 1));
            if (properties.containsKey("action")) {
                body.put("action", value("action", properties.getJsonObject("action"), 1));
            }
        }
        return properties.containsKey("id") ? body.put("id", id()) : body;
    }

    /** A value for a member or parameter of a name. */
    Object value(String name, JsonObject reference, int depth) {
        JsonObject schema = contract.resolved(reference);
        List<String> known = BY_NAME.get(name);
        if (known != null && random.nextInt(10) > 0) {
            return pick(known);
        }
        if (name.equals("action")) {
            return random.nextBoolean() ? "sync" : new JsonObject().put("http", new JsonObject().put("url", url()));
        }
        JsonArray options = schema.getJsonArray("enum", schema.getJsonArray("examples"));
        if (options != null && !options.isEmpty() && random.nextInt(10) > 0) {
            return options.copy().getValue(random.nextInt(options.size()));
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.getValue(choice) instanceof JsonArray of && of.getValue(0) instanceof JsonObject) {
                return value(name, of.getJsonObject(random.nextInt(of.size())), depth + 1);
            }
        }
        return ofType(schema, depth);
    }

    private Object ofType(JsonObject schema, int depth) {
        return switch (String.valueOf(schema.getValue("type"))) {
            case "object" -> object(schema, depth);
            case "array" -> new JsonArray();
            case "boolean" -> random.nextBoolean();
            case "integer" -> random.nextInt(5) - 1;
            case "number" -> random.nextInt(4) / 2.0;
            default -> text();
        };
    }

    private JsonObject object(JsonObject schema, int depth) {
        JsonObject made = new JsonObject();
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        List<String> names = new ArrayList<>(properties.fieldNames());
        for (String name : names) {
            if (depth < DEPTH_MAX && random.nextInt(3) == 0) {
                made.put(name, value(name, properties.getJsonObject(name), depth + 1));
            }
        }
        if (names.isEmpty() && random.nextBoolean()) {
            made.put("team", text());
        }
        return made;
    }

    private String url() {
        return pick(BY_NAME.getOrDefault("url", List.of("http://127.0.0.1:9/")));
    }

    private String text() {
        return pick(List.of("", "x", "päge", "a b", "\u0000", "%00", "../..", "PT1H", "'; DROP TABLE task; --", "𝄞"));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
