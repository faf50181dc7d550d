package carillon.json;

import carillon.cron.Dialect;
import carillon.task.Trigger;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a task fires, while it is being read. */
final class TriggerDraft {

    private static final List<String> KINDS = List.of("at", "delay", "every", "cron");

    @Nullable
    Long at;

    @Nullable
    Long delay;

    @Nullable
    Long every;

    @Nullable
    String cron;

    @Nullable
    ZoneId zone;

    @Nullable
    Dialect dialect;

    /** Which kind of trigger is given, or null where it is not exactly one. */
    static @Nullable String kind(Set<String> given, JsonReader in) {
        List<String> kinds = KINDS.stream().filter(given::contains).toList();
        if (kinds.size() == 1) {
            return kinds.get(0);
        }
        String found = kinds.isEmpty() ? "none of them is there" : "not " + String.join(" and ", kinds);
        in.refuseAt("", "exactly one of at, delay, every and cron says when the task fires; " + found);
        return null;
    }

    /** The trigger of a kind, or null where its members are wrong, alone or together. */
    @Nullable
    Trigger finish(String kind, @Nullable Long start, Set<String> given, JsonReader in) {
        requireBeside("zone", "cron", kind, given, in);
        requireBeside("dialect", "cron", kind, given, in);
        return switch (kind) {
            case "at" -> at == null ? null : new Trigger.At(at);
            case "delay" -> delay == null ? null : new Trigger.Delay(delay);
            case "every" -> every == null ? null : new Trigger.Every(every, start);
            default -> cron == null || isWrong(given) ? null : CronForm.compile(cron, zone, dialect, in);
        };
    }

    /** Whether the zone or the dialect was refused, so that the expression cannot be judged. */
    private boolean isWrong(Set<String> given) {
        return given.contains("zone") && zone == null || given.contains("dialect") && dialect == null;
    }

    private static void requireBeside(String name, String owner, String kind, Set<String> given, JsonReader in) {
        if (given.contains(name) && !kind.equals(owner)) {
            in.refuseAt("/" + name, "goes with " + owner + " only, not with " + kind);
        }
    }
}
