package carillon.json;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The constants of an enum, by their names in small letters. */
final class EnumForm {

    /** Made once each, since an answer has several. */
    private static final Map<Enum<?>, String> WORDS = new ConcurrentHashMap<>();

    private EnumForm() {}

    static <E extends Enum<E>> @Nullable E read(JsonReader in, E[] values) throws IOException {
        String name = in.string();
        List<String> known = Arrays.stream(values).map(EnumForm::word).toList();
        int index = known.indexOf(name);
        if (name != null && index < 0) {
            in.refuse("must be one of " + String.join(", ", known));
        }
        return index < 0 ? null : values[index];
    }

    /** What a constant is called. */
    static String word(Enum<?> constant) {
        return WORDS.computeIfAbsent(constant, each -> each.name().toLowerCase(Locale.ROOT));
    }
}
