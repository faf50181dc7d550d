package carillon.http;

import carillon.message.TaskChange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version of a task as an entity tag of RFC 9110, section 8.8.3. */
final class EntityTag {

    private static final String ANY = "*";
    private static final Pattern FORM = Pattern.compile("\"(\\d{1,9})\"");

    private EntityTag() {}

    static String of(int version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that an {@code If-Match} asks for, {@link TaskChange.Put#ANY_VERSION} for any, or null where there is
     * no such header.
     *
     * @throws Refusal if it is not one entity tag as it was read
     */
    static @Nullable Integer version(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return null;
        }
        if (ifMatch.strip().equals(ANY)) {
            return TaskChange.Put.ANY_VERSION;
        }
        Matcher form = FORM.matcher(ifMatch.strip());
        if (!form.matches()) {
            throw Refusal.of(
                    412,
                    "If-Match is taken with * or with one ETag as it was read, such as \"3\"; read the task again");
        }
        return Integer.valueOf(form.group(1));
    }
}
