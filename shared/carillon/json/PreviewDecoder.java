package carillon.json;

import carillon.task.Limits;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is to be previewed: a task, of which all but the trigger may be missing, from when, and how many instants.
 * What has nothing to do with instants is checked as it is when the task is created.
 */
public final class PreviewDecoder {

    private static final int COUNT_DEFAULT = 5;
    private static final ObjectForm<Draft> FORM = TaskDecoder.FORM
            .<Draft>within(preview -> preview.task)
            .with("from", (in, preview) -> preview.from = TextForm.instant(in))
            .with("count", (in, preview) -> preview.count = in.integer(1, Limits.PREVIEW_COUNT_MAX));

    private PreviewDecoder() {}

    /**
     * Reads one question.
     *
     * @param body JSON in UTF-8, of a size that the caller bounds
     * @return the question, or up to 20 things that are wrong with it; never an exception
     */
    public static DecodedPreview decode(byte[] body) {
        Draft preview = new Draft();
        List<Violation> violations = JsonReader.read(body, in -> {
            Set<String> given = FORM.read(in, preview);
            if (in.isAtObjectEnd()) {
                preview.task.schedule.finish(given, in);
                preview.task.lateness.finish(given, in);
            }
            preview.task.refuseUrlAsName(in);
        });
        return violations.isEmpty() ? preview.toAsked() : new DecodedPreview.Refused(violations);
    }

    private static final class Draft {
        private final TaskDraft task = new TaskDraft();
        private @Nullable Long from;
        private @Nullable Integer count;

        DecodedPreview.Asked toAsked() {
            ScheduleDraft schedule = task.schedule;
            return new DecodedPreview.Asked(
                    schedule.trigger(),
                    schedule.recurrence(),
                    task.expiresAt,
                    from,
                    Objects.requireNonNullElse(count, COUNT_DEFAULT));
        }
    }
}
