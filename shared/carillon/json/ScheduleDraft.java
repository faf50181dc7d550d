package carillon.json;

import carillon.task.Recurrence;
import carillon.task.Trigger;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a task fires, and by which policies, while it is being read. */
final class ScheduleDraft {

    final TriggerDraft trigger = new TriggerDraft();
    final RecurrenceDraft recurrence = new RecurrenceDraft();

    private @Nullable Trigger finishedTrigger;
    private Recurrence finishedRecurrence = Recurrence.DEFAULT;

    /** Checks what the members say together, once all are read. */
    void finish(Set<String> given, JsonReader in) {
        String kind = TriggerDraft.kind(given, in);
        if (kind != null) {
            Trigger finished = trigger.finish(kind, recurrence.start, given, in);
            finishedTrigger = finished;
            finishedRecurrence = recurrence.finish(kind, finished, given, in);
        }
    }

    /** The trigger, if nothing was wrong. */
    Trigger trigger() {
        return Objects.requireNonNull(finishedTrigger);
    }

    /** The bounds and policies, if nothing was wrong. */
    Recurrence recurrence() {
        return finishedRecurrence;
    }
}
