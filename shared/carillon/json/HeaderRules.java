package carillon.json;

import carillon.task.Limits;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which headers a webhook may be given: none that frames the message, belongs to the connection, or is Carillon's. */
final class HeaderRules {

    private static final int NAME_CHARS_MAX = 200;
    /** A token of RFC 9110, section 5.6.2. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1," + NAME_CHARS_MAX + "}");
    /** Visible ASCII with blanks inside, so that no value can end its line. */
    private static final Pattern VALUE = Pattern.compile("(?:[!-~](?:[ \\t!-~]*[!-~])?)?");

    private static final Set<String> FORBIDDEN = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "traceparent",
            "tracestate",
            "trailer",
            "transfer-encoding",
            "upgrade");
    private static final List<String> FORBIDDEN_PREFIXES = List.of("carillon-", "proxy-", "webhook-");

    private HeaderRules() {}

    static @Nullable String nameComplaint(String name) {
        if (!NAME.matcher(name).matches()) {
            return "a header's name is 1 to " + NAME_CHARS_MAX + " letters, digits and marks of RFC 9110";
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (FORBIDDEN.contains(lower) || FORBIDDEN_PREFIXES.stream().anyMatch(lower::startsWith)) {
            return "'" + lower + "' is set by Carillon or belongs to the connection; leave it out";
        }
        return null;
    }

    static @Nullable String valueComplaint(String value) {
        if (value.length() > Limits.HEADER_VALUE_CHARS_MAX) {
            return "must have at most " + Limits.HEADER_VALUE_CHARS_MAX + " characters";
        }
        return VALUE.matcher(value).matches() ? null : "must be visible ASCII, with blanks inside only";
    }
}
