package carillon;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which database a node uses.
 *
 * @param url of an external one, or null for the embedded one
 * @param folder of the embedded one
 */
record DatabaseSettings(@Nullable String url, Path folder) {

    static DatabaseSettings of(JsonObject config) {
        JsonObject database = config.getJsonObject("database", new JsonObject());
        return new DatabaseSettings(database.getString("url"), Path.of(config.getString("data", "data")));
    }

    boolean isEmbedded() {
        return url == null;
    }

    /** Where it is, for people: without a password. */
    @Override
    public String toString() {
        return url == null
                ? "PostgreSQL, embedded, in " + folder
                : "PostgreSQL at " + url.replaceFirst("^.*?//([^/]*@)?", "").replaceFirst("\\?.*", "");
    }
}
