package carillon.json;

import carillon.task.Recurrence;
import carillon.task.Trigger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a body that asks for a preview: a question, or everything that is wrong with it. */
public sealed interface DecodedPreview {

    /**
     * A question.
     *
     * @param expiresAt when the task would expire, or null for never
     * @param from after which instant, in milliseconds since the epoch, or null for now
     * @param count how many instants, at least 1
     */
    record Asked(
            Trigger trigger,
            Recurrence recurrence,
            @Nullable Long expiresAt,
            @Nullable Long from,
            int count) implements DecodedPreview {}

    /** No question, for at least one reason. */
    record Refused(List<Violation> violations) implements DecodedPreview {
        public Refused {
            violations = List.copyOf(violations);
        }
    }
}
