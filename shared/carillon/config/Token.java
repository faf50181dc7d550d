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
 * @param name whom it stands for, in the audit; made from the digest where none was given
 * @param sha256 the SHA-256 digest of the token's characters, 64 small hexadecimal digits
 */
public record Token(String name, String sha256, Role role) {

    public static final int CHARS_MIN = 32;

    /** A token with fewer different characters than this is a placeholder that somebody forgot to replace. */
    static final int DISTINCT_CHARS_MIN = 8;

    /** What a secret must be, in words. */
    static final String STRONG = "at least " + CHARS_MIN + " visible ASCII characters, " + DISTINCT_CHARS_MIN
            + " of them different, such as `openssl rand -hex 32` prints";

    static final String WANTED = "a list such as [{\"name\": \"ci\", \"token\": \"…at least " + CHARS_MIN
            + " visible ASCII characters, " + DISTINCT_CHARS_MIN
            + " of them different…\", \"role\": \"read\", \"write\" or \"admin\"}], each with a token and a name of its"
            + " own; with \"sha256\" (64 hexadecimal digits) instead of \"token\" to keep the token itself out of the"
            + " configuration. The name may be left out; a good token is what `openssl rand -hex 32` prints";

    private static final Set<String> MEMBERS = Set.of("name", "token", "sha256", "role");
    private static final int NAME_DIGITS = 8;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
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
        return areDistinct(tokens) ? List.copyOf(tokens) : null;
    }

    static Object writeAll(List<Token> tokens) {
        JsonArray array = new JsonArray();
        tokens.forEach(token -> array.add(new JsonObject()
                .put("name", token.name)
                .put("sha256", token.sha256)
                .put("role", token.role.title())));
        return array;
    }

    /** The name and the role only: the digest is nobody's business. */
    @Override
    public String toString() {
        return "Token[" + name + ", " + role.title() + "]";
    }

    private static boolean areDistinct(List<Token> tokens) {
        return tokens.stream().map(Token::name).distinct().count() == tokens.size()
                && tokens.stream().map(Token::sha256).distinct().count() == tokens.size();
    }

    private static @Nullable Token read(JsonObject json) {
        Role role = json.getValue("role") instanceof String title ? Role.named(title) : null;
        String digest = digest(json);
        if (role == null || digest == null || !MEMBERS.containsAll(json.fieldNames())) {
            return null;
        }
        Object name = json.getValue("name", "token-" + digest.substring(0, NAME_DIGITS));
        return name instanceof String text && NAME.matcher(text).matches() ? new Token(text, digest, role) : null;
    }

    /** The digest that is given, or that of the token that is given; null unless it is exactly one of them. */
    private static @Nullable String digest(JsonObject json) {
        Object secret = json.getValue("token");
        Object digest = json.getValue("sha256");
        if (digest == null) {
            return secret instanceof String text && isStrong(text) ? digestOf(text) : null;
        }
        boolean isDigest = digest instanceof String text && DIGEST.matcher(text).matches();
        return isDigest && secret == null ? (String) digest : null;
    }

    static boolean isStrong(String secret) {
        return SECRET.matcher(secret).matches() && secret.chars().distinct().count() >= DISTINCT_CHARS_MIN;
    }
}
