package carillon.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The end of a path, from its question mark on.
 *
 * @param text empty where there are no parameters
 */
record Query(String text) {

    static final Query NONE = new Query("");

    /** A copy with one more parameter, unless that is null. */
    Query with(String name, @Nullable Object value) {
        return value == null ? this : new Query(text + (text.isEmpty() ? "?" : "&") + name + "=" + encode(value));
    }

    /** A part of a path, or of a query. */
    static String encode(Object part) {
        return URLEncoder.encode(part.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text;
    }
}
