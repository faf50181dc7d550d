package carillon.message;

import carillon.bus.Message;
import carillon.task.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An occurrence in the history of a task.
 *
 * @param startedAt when its last attempt started, or null if none did
 * @param attempt the number of the last attempt, or 0
 * @param outcome null while attempts may follow
 * @param reason why it ended so, in words, where the outcome does not say it all
 * @param error what the last attempt failed with
 * @param covers how many nominal instants this row stands for, from {@code scheduledFor} on; more than 1 for a range
 *     that was skipped
 */
public record RunView(
        long scheduledFor,
        long due,
        @Nullable Long startedAt,
        @Nullable Long finishedAt,
        int attempt,
        long term,
        @Nullable Outcome outcome,
        @Nullable String reason,
        @Nullable String error,
        int covers,
        List<AttemptView> failedAttempts)
        implements Message {

    public RunView {
        failedAttempts = List.copyOf(failedAttempts);
    }
}
