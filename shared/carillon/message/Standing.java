package carillon.message;

import carillon.bus.Message;
import org.jspecify.annotations.Nullable;

/**
 * What an owner knows of an occurrence that is under way, and the database does not.
 *
 * @param attempt the number of the attempt that is being made, or that waits
 * @param reason what it waits for, in words, or null
 * @param startedAt when the attempt that is being made began, or null if nobody knows
 */
public record Standing(
        Occurrence occurrence,
        RunView.Stage stage,
        int attempt,
        @Nullable String reason,
        @Nullable Long startedAt) implements Message {}
