package carillon.json;

import carillon.task.Limits;
import carillon.task.MaxLateness;
import carillon.task.WhenLate;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How late an occurrence may start, and what becomes of it then, while that is being read. */
final class LatenessDraft {

    private static final String MAX = "maxLateness";
    private static final String WHEN_LATE = "whenLate";

    private @Nullable Long millis;
    private @Nullable WhenLate whenLate;

    /** Adds the members to a form. */
    static <D> ObjectForm<D> addTo(ObjectForm<D> form, Function<D, LatenessDraft> in) {
        return form.with(MAX, (json, draft) -> in.apply(draft).millis = millis(json))
                .with(WHEN_LATE, (json, draft) -> in.apply(draft).whenLate = EnumForm.read(json, WhenLate.values()));
    }

    private static @Nullable Long millis(JsonReader in) throws IOException {
        return TextForm.interval(in, Limits.LATENESS_MILLIS_MIN);
    }

    /** Checks what was said together. */
    void finish(Set<String> given, JsonReader in) {
        if (in.isAtObjectEnd() && given.contains(WHEN_LATE) && !given.contains(MAX)) {
            in.refuseAt("/" + WHEN_LATE, "goes with " + MAX + ", which says how late is too late");
        }
    }

    /** What was said, or null if nothing was. */
    @Nullable
    MaxLateness maxLateness() {
        return millis == null ? null : new MaxLateness(millis, Objects.requireNonNullElse(whenLate, WhenLate.RUN));
    }
}
