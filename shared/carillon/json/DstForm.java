package carillon.json;

import carillon.cron.Dst;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of fixed times when a clock is changed; what is left out takes its default. */
final class DstForm {

    private static final ObjectForm<Draft> FORM = new ObjectForm<Draft>()
            .with("gap", (in, dst) -> dst.gap = oneOf(Dst.Gap.values(), in))
            .with("overlap", (in, dst) -> dst.overlap = oneOf(Dst.Overlap.values(), in));

    private DstForm() {}

    static Dst read(JsonReader in) throws IOException {
        Draft draft = new Draft();
        FORM.read(in, draft);
        return new Dst(
                Objects.requireNonNullElse(draft.gap, Dst.DEFAULT.gap()),
                Objects.requireNonNullElse(draft.overlap, Dst.DEFAULT.overlap()));
    }

    private static <E extends Enum<E>> @Nullable E oneOf(E[] values, JsonReader in) throws IOException {
        String name = in.string();
        List<String> names = Arrays.stream(values).map(EnumForm::word).toList();
        int index = name == null ? -1 : names.indexOf(name);
        if (name != null && index < 0) {
            in.refuse("must be " + String.join(" or ", names));
        }
        return index < 0 ? null : values[index];
    }

    private static final class Draft {
        private Dst.@Nullable Gap gap;
        private Dst.@Nullable Overlap overlap;
    }
}
