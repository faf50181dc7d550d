package carillon.json;

import carillon.task.Limits;
import carillon.task.Misfire;
import carillon.task.Overlap;
import carillon.task.Recurrence;
import carillon.task.Trigger;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bounds and policies of a schedule, while they are being read. */
final class RecurrenceDraft {

    private static final List<String> NAMES =
            List.of("start", "end", "maxFires", "jitter", "misfire", "misfireAfter", "overlap");

    @Nullable
    Long start;

    @Nullable
    Long end;

    @Nullable
    Integer maxFires;

    @Nullable
    Long jitter;

    @Nullable
    Misfire misfire;

    @Nullable
    Long misfireAfter;

    @Nullable
    Overlap overlap;

    static @Nullable Integer maxFires(JsonReader in) throws IOException {
        return in.integer(1, Limits.FIRES_MAX);
    }

    static @Nullable Long jitter(JsonReader in) throws IOException {
        return TextForm.duration(in, 0, Limits.JITTER_MILLIS_MAX);
    }

    static @Nullable Misfire misfire(JsonReader in) throws IOException {
        return EnumForm.read(in, Misfire.values());
    }

    static @Nullable Overlap overlap(JsonReader in) throws IOException {
        return EnumForm.read(in, Overlap.values());
    }

    /** What was said, beside the kind of trigger that the task has. */
    Recurrence finish(String kind, @Nullable Trigger trigger, Set<String> given, JsonReader in) {
        if (kind.equals("at") || kind.equals("delay")) {
            for (String name : NAMES) {
                if (given.contains(name)) {
                    in.refuseAt("/" + name, "goes with a trigger that fires more than once, not with " + kind);
                }
            }
        }
        if (start != null && end != null && end < start) {
            in.refuseAt("/end", "is before start");
        }
        Recurrence base = Recurrence.DEFAULT;
        return new Recurrence(
                trigger instanceof Trigger.Cron ? start : null,
                end,
                maxFires,
                Objects.requireNonNullElse(jitter, base.jitterMillis()),
                Objects.requireNonNullElse(misfire, base.misfire()),
                Objects.requireNonNullElse(misfireAfter, base.misfireAfterMillis()),
                Objects.requireNonNullElse(overlap, base.overlap()));
    }
}
