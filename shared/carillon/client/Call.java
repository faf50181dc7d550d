package carillon.client;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to a node.
 *
 * @param path from the root of the API on, with its query
 * @param type of the body
 * @param body null where there is none
 * @param ifMatch the version that the task must have; null where that does not matter
 * @param isRepeatable whether doing it twice is as doing it once
 */
record Call(
        String method,
        String path,
        String type,
        @Nullable String body,
        @Nullable Long ifMatch,
        boolean isRepeatable) {

    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";

    private static final Set<String> IDEMPOTENT = Set.of("GET", "PUT", "DELETE");

    static Call get(String path) {
        return new Call("GET", path, JSON, null, null, true);
    }

    static Call delete(String path) {
        return new Call("DELETE", path, JSON, null, null, true);
    }

    static Call post(String path) {
        return new Call("POST", path, JSON, null, null, true);
    }

    static Call post(String path, Json body) {
        return new Call("POST", path, JSON, body.toString(), null, true);
    }

    static Call postLines(String path, String lines) {
        return new Call("POST", path, LINES, lines, null, true);
    }

    static Call put(String path, Json body) {
        return new Call("PUT", path, JSON, body.toString(), null, true);
    }

    /** Any call; repeatable by what its method means. */
    static Call of(String method, String path, @Nullable Json body) {
        boolean isRepeatable = IDEMPOTENT.contains(method);
        return new Call(method, path, JSON, body == null ? null : body.toString(), null, isRepeatable);
    }

    /** Once done it would be refused, because then the version is another one. */
    Call ifMatch(long version) {
        return new Call(method, path, type, body, version, false);
    }

    /** Doing it twice is another thing than doing it once. */
    Call once() {
        return new Call(method, path, type, body, ifMatch, false);
    }
}
