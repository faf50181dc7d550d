package carillon.json;

import carillon.task.Limits;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Objects of strings under names that the client chooses: labels and headers. */
final class StringMapForm {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._/-]{1," + Limits.LABEL_CHARS_MAX + "}");

    private StringMapForm() {}

    static Map<String, String> labels(JsonReader in) throws IOException {
        return read(in, Limits.LABELS_MAX, StringMapForm::labelName, StringMapForm::labelValue);
    }

    /** Names come out in lower case. */
    static Map<String, String> headers(JsonReader in) throws IOException {
        return read(in, Limits.HEADERS_MAX, StringMapForm::headerName, StringMapForm::headerValue);
    }

    private static @Nullable String labelName(String name, JsonReader in) {
        if (LABEL.matcher(name).matches()) {
            return name;
        }
        in.refuse("a label's name is 1 to " + Limits.LABEL_CHARS_MAX + " of A-Z a-z 0-9 . _ / -");
        return null;
    }

    private static @Nullable String labelValue(JsonReader in) throws IOException {
        String value = in.string();
        if (value != null && value.codePointCount(0, value.length()) > Limits.LABEL_CHARS_MAX) {
            in.refuse("must have at most " + Limits.LABEL_CHARS_MAX + " characters");
            return null;
        }
        return value;
    }

    private static @Nullable String headerName(String name, JsonReader in) {
        String complaint = HeaderRules.nameComplaint(name);
        if (complaint != null) {
            in.refuse(complaint);
            return null;
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String headerValue(JsonReader in) throws IOException {
        String value = in.string();
        String complaint = value == null ? null : HeaderRules.valueComplaint(value);
        if (complaint != null) {
            in.refuse(complaint);
            return null;
        }
        return value;
    }

    private static Map<String, String> read(JsonReader in, int countMax, NameReading names, ValueReading values)
            throws IOException {
        Map<String, String> read = new HashMap<>();
        if (!in.is(JsonToken.START_OBJECT, "an object of strings")) {
            return read;
        }
        int count = 0;
        for (String given = in.nextName(); given != null; given = in.nextName()) {
            in.toValue();
            count++;
            String name = names.read(given, in);
            String value = values.read(in);
            if (name != null && value != null && read.put(name, value) != null) {
                in.refuse("stands there twice, in capitals and small letters");
            }
        }
        if (count > countMax) {
            in.refuse("has " + count + " members; at most " + countMax + " are taken");
        }
        return read;
    }

    /** Answers the name to keep, or null for one that is wrong. */
    private interface NameReading {
        @Nullable
        String read(String name, JsonReader in);
    }

    private interface ValueReading {
        @Nullable
        String read(JsonReader in) throws IOException;
    }
}
