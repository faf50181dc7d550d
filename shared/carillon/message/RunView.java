package carillon.message;

import carillon.bus.Message;
import carillon.task.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An occurrence in the history of a task, or one that is still to end.
 *
 * @param due when its next attempt may start, or when its last one might
 * @param startedAt when the attempt that is being made began, or the last one of what has ended; null if none did, or
 *     nobody knows
 * @param attempt the number of the last attempt, or 0
 * @param term of the owner that recorded it, or 0 while nothing is recorded
 * @param outcome null until it has ended
 * @param reason why it ended so, or why it waits, in words, where the outcome or stage does not say it all
 * @param error what the last attempt failed with
 * @param covers how many nominal instants this row stands for, from {@code scheduledFor} on; more than 1 for a range
 *     that was skipped; at most, and then at least, 10,000 or {@link Integer#MAX_VALUE}
 * @param lastScheduledFor the last of these instants, or null for {@code scheduledFor} itself
 * @param stage where it stands
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
        List<AttemptView> failedAttempts,
        @Nullable Long lastScheduledFor,
        Stage stage)
        implements Message {

    /** Where an occurrence stands. */
    public enum Stage {
        UPCOMING,
        /** Its task is paused. */
        PAUSED,
        /** An attempt failed, and the next one is not due yet. */
        RETRYING,
        /** It may start, and has not begun as far as is known. */
        DUE,
        /** It may start, and something is missing: the reason says what. */
        WAITING,
        /** An attempt is being made. */
        RUNNING,
        ENDED
    }

    public RunView {
        failedAttempts = List.copyOf(failedAttempts);
    }

    /** An occurrence without an outcome, of which so many attempts were made. */
    public static RunView unended(long scheduledFor, long due, int attempts, Stage stage) {
        return new RunView(scheduledFor, due, null, null, attempts, 0, null, null, null, 1, List.of(), null, stage);
    }

    /** With its attempts that failed; until it has ended, the error is that of the last one. */
    public RunView withFailedAttempts(List<AttemptView> others) {
        String last = stage == Stage.ENDED ? error : others.getLast().error();
        return with(stage, attempt, reason, last, covers, others, lastScheduledFor);
    }

    public RunView withStage(Stage other) {
        return with(other, attempt, reason, error, covers, failedAttempts, lastScheduledFor);
    }

    public RunView withReason(String other) {
        return with(stage, attempt, other, error, covers, failedAttempts, lastScheduledFor);
    }

    /** As a range of nominal instants. */
    public RunView withRange(int count, long last) {
        return with(stage, attempt, reason, error, count, failedAttempts, last);
    }

    /** As its owner sees it. */
    public RunView withStanding(Standing standing) {
        return new RunView(
                scheduledFor,
                due,
                standing.startedAt(),
                finishedAt,
                standing.attempt(),
                term,
                outcome,
                standing.reason(),
                error,
                covers,
                failedAttempts,
                lastScheduledFor,
                standing.stage());
    }

    private RunView with(
            Stage otherStage,
            int otherAttempt,
            @Nullable String otherReason,
            @Nullable String otherError,
            int otherCovers,
            List<AttemptView> otherAttempts,
            @Nullable Long otherLast) {
        return new RunView(
                scheduledFor,
                due,
                startedAt,
                finishedAt,
                otherAttempt,
                term,
                outcome,
                otherReason,
                otherError,
                otherCovers,
                otherAttempts,
                otherLast,
                otherStage);
    }
}
