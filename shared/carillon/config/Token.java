package carillon.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token, of which only the digest is kept.
 *
 * @param sha256 the SHA-256 digest of the token's characters, 64 small hexadecimal digits
 */
public record Token(String sha256, Role role) {

    public static final int CHARS_MIN = 32;

    static final String WANTED = "a list such as [{\"token\": \"…at least " + CHARS_MIN
            + " visible ASCII characters…\", \"role\": \"read\", \"write\" or \"admin\"}], with \"sha256\" (64"
            + " hexadecimal digits) instead of \"token\" to keep the token itself out of the configuration";

    private static final Pattern SECRET = Pattern.compile("[!-~]{" + CHARS_MIN + ",}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** The digest of what a client presents, in the form of {@link #sha256}. */
    public static String digestOf(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    static @Nullable List<Token> readAll(Object json) {
        List<Token> tokens = new ArrayList<>();
        if (!(json instanceof JsonArray array)) {
            return null;
        }
        for (Object item : array) {
            Token token = item instanceof JsonObject object ? read(object) : null;
            if (token == null) {
                return null;
            }
            tokens.add(token);
        }
        return List.copyOf(tokens);
    }

    static Object writeAll(List<Token> tokens) {
        JsonArray array = new JsonArray();
        tokens.forEach(
                token -> array.add(new JsonObject().put("sha256", token.sha256).put("role", token.role.title())));
        return array;
    }

    private static @Nullable Token read(JsonObject json) {
        Role role = json.getValue("role") instanceof String title ? Role.named(title) : null;
        if (role == null
                || json.size() != 2
                || !Set.of("token", "sha256", "role").containsAll(json.fieldNames())) {
            return null;
        }
        if (json.getValue("token") instanceof String secret
                && SECRET.matcher(secret).matches()) {
            return new Token(digestOf(secret), role);
        }
        boolean isDigest = json.getValue("sha256") instanceof String digest
                && DIGEST.matcher(digest).matches();
        return isDigest ? new Token(json.getString("sha256"), role) : null;
    }
}
