package carillon.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A token for each role. */
final class Tokens {

    static final String READ = "reader-0123456789abcdef0123456789";
    static final String WRITE = "writer-0123456789abcdef0123456789";
    static final String ADMIN = "admin--0123456789abcdef0123456789";

    private Tokens() {}

    static JsonObject config() {
        JsonArray tokens = new JsonArray()
                .add(token("viewer", READ, "read"))
                .add(token("deployer", WRITE, "write"))
                .add(token("operator", ADMIN, "admin"));
        return new JsonObject().put("auth", new JsonObject().put("tokens", tokens));
    }

    private static JsonObject token(String name, String token, String role) {
        return new JsonObject().put("name", name).put("token", token).put("role", role);
    }
}
