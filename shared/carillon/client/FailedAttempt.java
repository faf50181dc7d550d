package carillon.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that failed, and was followed by another one.
 *
 * @param attempt from 1
 */
public record FailedAttempt(
        long attempt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String error) {

    static FailedAttempt of(Members members) {
        return new FailedAttempt(
                members.number("attempt"),
                members.instant("startedAt"),
                members.instant("finishedAt"),
                members.text("error"));
    }
}
