package carillon.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The calls of the OpenAPI document. */
final class Contract {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final JsonObject document;

    private Contract(JsonObject document) {
        this.document = document;
    }

    /** A call; {@code body} is the schema of its body, or empty. */
    record Call(String method, String path, List<JsonObject> query, JsonObject body) {}

    static Contract read() {
        try {
            return new Contract(new JsonObject(Files.readString(Path.of("conf/openapi.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All calls but those that change the secrets, which belong to the whole run. */
    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject operations = paths.getJsonObject(path);
            for (String method : operations.fieldNames()) {
                if (METHODS.contains(method)) {
                    calls.add(call(method, path, operations.getJsonObject(method)));
                }
            }
        }
        return calls;
    }

    /** A schema without a reference at its top. */
    JsonObject resolved(JsonObject schema) {
        String reference = schema.getString("$ref");
        if (reference == null) {
            return schema;
        }
        JsonObject at = document;
        for (String part : reference.substring(2).split("/")) {
            at = at.getJsonObject(part);
        }
        return resolved(at);
    }

    private Call call(String method, String path, JsonObject operation) {
        List<JsonObject> query = new ArrayList<>();
        for (Object each : operation.getJsonArray("parameters", new JsonArray())) {
            JsonObject parameter = resolved((JsonObject) each);
            if ("query".equals(parameter.getString("in"))) {
                query.add(parameter);
            }
        }
        JsonObject content = resolved(operation.getJsonObject("requestBody", new JsonObject()))
                .getJsonObject("content", new JsonObject());
        JsonObject body = content.getJsonObject("application/json", new JsonObject());
        return new Call(method.toUpperCase(Locale.ROOT), path, query, body.getJsonObject("schema", new JsonObject()));
    }
}
