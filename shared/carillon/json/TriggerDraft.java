package carillon.json;

import carillon.cron.Dialect;
import carillon.cron.Dst;
import carillon.task.Trigger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a task fires, while it is being read. */
final class TriggerDraft {

    private static final List<String> KINDS = List.of("at", "delay", "every", "cron", "rrule");

    @Nullable
    Long at;

    @Nullable
    Long delay;

    @Nullable
    Long every;

    @Nullable
    String cron;

    @Nullable
    String rrule;

    @Nullable
    ZoneId zone;

    @Nullable
    Dialect dialect;

    @Nullable
    Dst dst;

    /** Which kind of trigger is given, or null where it is not exactly one. */
    static @Nullable String kind(Set<String> given, JsonReader in) {
        List<String> kinds = new ArrayList<>(1);
        for (String kind : KINDS) {
            if (given.contains(kind)) {
                kinds.add(kind);
            }
        }
        if (kinds.size() == 1) {
            return kinds.get(0);
        }
        String found = kinds.isEmpty() ? "none of them is there" : "not " + String.join(" and ", kinds);
        in.refuseAt("", "exactly one of at, delay, every, cron and rrule says when the task fires; " + found);
        return null;
    }

    /** The trigger of a kind, or null where its members are wrong, alone or together. */
    @Nullable
    Trigger finish(String kind, @Nullable Long start, Set<String> given, JsonReader in) {
        requireBeside("zone", List.of("cron", "rrule"), kind, given, in);
        requireBeside("dialect", List.of("cron"), kind, given, in);
        requireBeside("dst", List.of("cron", "rrule"), kind, given, in);
        return switch (kind) {
            case "at" -> at == null ? null : new Trigger.At(at);
            case "delay" -> delay == null ? null : new Trigger.Delay(delay);
            case "every" -> every == null ? null : new Trigger.Every(every, start);
            case "cron" -> cron == null || isWrong(given) ? null : CronForm.compile(cron, zone, dialect, dst, in);
            default -> rrule == null ? null : RruleForm.read(rrule, zone, start, dst, in);
        };
    }

    /** Whether the zone or the dialect was refused, so that the expression cannot be judged. */
    private boolean isWrong(Set<String> given) {
        return given.contains("zone") && zone == null || given.contains("dialect") && dialect == null;
    }

    private static void requireBeside(String name, List<String> owners, String kind, Set<String> given, JsonReader in) {
        if (given.contains(name) && !owners.contains(kind)) {
            in.refuseAt("/" + name, "goes with " + String.join(" or ", owners) + " only, not with " + kind);
        }
    }
}
