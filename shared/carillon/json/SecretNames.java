package carillon.json;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells by the name of a header or a parameter whether its value is a secret. Rather one too many. */
final class SecretNames {

    private static final Pattern ANYWHERE = Pattern.compile(
            "auth|cookie|token|secret|passw|passphrase|credential|signature|session|apikey|accesskey|jwt");
    private static final Pattern AS_A_WORD = Pattern.compile("(^|[^a-z0-9])(key|pwd|pass|sig|pin|sid)([^a-z0-9]|$)");

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private SecretNames() {}

    static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String words = HUMP.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
        return ANYWHERE.matcher(lower).find() || AS_A_WORD.matcher(words).find();
    }
}
