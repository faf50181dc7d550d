package carillon.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence of a task: what became of it, or what it waits for. What has not happened yet is null.
 *
 * @param scheduledFor the nominal instant, which together with the task names the occurrence
 * @param lastScheduledFor the last nominal instant, where the row stands for a range of them
 * @param dueAt when its next attempt may start; null once it has ended
 * @param startedAt when the attempt that is being made began, or the last one
 * @param lateness from due to started, never negative; in milliseconds
 * @param attempt the number of the last attempt, from 1
 * @param reason why it ended so, or what it waits for
 * @param error of the last attempt
 * @param covers how many nominal instants it stands for, at least so many where it shows 10,000 or
 *     2,147,483,647
 * @param failedAttempts those before the last one
 */
public record RunInfo(
        Instant scheduledFor,
        @Nullable Instant lastScheduledFor,
        RunState state,
        @Nullable Instant dueAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Duration lateness,
        long attempt,
        @Nullable Outcome outcome,
        @Nullable String reason,
        @Nullable String error,
        long covers,
        List<FailedAttempt> failedAttempts) {

    static RunInfo of(Members members) {
        return new RunInfo(
                Instant.parse(members.requiredText("scheduledFor")),
                members.instant("lastScheduledFor"),
                members.constant("state", RunState.OTHER),
                members.instant("dueAt"),
                members.instant("startedAt"),
                members.instant("finishedAt"),
                members.millis("latenessMs"),
                members.number("attempt"),
                members.value("outcome") == null ? null : members.constant("outcome", Outcome.OTHER),
                members.text("reason"),
                members.text("error"),
                members.number("covers"),
                members.objects("failedAttempts", FailedAttempt::of));
    }
}
