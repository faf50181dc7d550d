package carillon.message;

import carillon.bus.Message;
import carillon.task.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of an occurrence, to be recorded under a term.
 *
 * @param version of the definition that was attempted
 * @param extra as in {@link Pending}
 * @param recurs whether the task's schedule moves on with it
 * @param attempt what was attempted last, or null if nothing was
 * @param step what follows
 * @param skipped nominal instants that were passed over between this occurrence and the next, or null
 * @param attemptsBefore how many attempts were known to have been made before that one
 */
public record Settlement(
        int shard,
        long term,
        Occurrence occurrence,
        int version,
        boolean extra,
        boolean recurs,
        long due,
        @Nullable AttemptMade attempt,
        Step step,
        @Nullable Skipped skipped,
        int attemptsBefore)
        implements Message {

    /** What follows an attempt. */
    public sealed interface Step extends Message {}

    /** Another attempt of the same occurrence, at an instant. */
    public record Again(long due) implements Step {}

    /**
     * The end of the occurrence.
     *
     * @param next the nominal instant of the next occurrence, or null if there is none
     * @param nextDue when that is due, or null if there is none
     */
    public record Ended(
            Outcome outcome,
            @Nullable String reason,
            @Nullable Long next,
            @Nullable Long nextDue) implements Step {

        /** An end whose next occurrence, if there is one, is due at its nominal instant. */
        public Ended(Outcome outcome, @Nullable String reason, @Nullable Long next) {
            this(outcome, reason, next, next);
        }
    }

    /**
     * The occurrence stands beside the schedule from now on, which moves to the next one at once.
     *
     * @param next as in {@link Ended}
     * @param nextDue as in {@link Ended}
     */
    public record Spawned(@Nullable Long next, @Nullable Long nextDue) implements Step {}

    /** An attempt that was made; {@code error} is null if it succeeded. */
    public record AttemptMade(
            int number,
            long startedAt,
            long finishedAt,
            @Nullable String error) implements Message {}

    /**
     * A range of nominal instants that were not attempted, as one row of history.
     *
     * @param lastScheduledFor the last of them, or null if there is one
     */
    public record Skipped(
            long firstScheduledFor,
            long count,
            String reason,
            @Nullable Long lastScheduledFor,
            Outcome outcome) implements Message {

        public Skipped(long firstScheduledFor, long count, String reason) {
            this(firstScheduledFor, count, reason, Outcome.SKIPPED);
        }

        public Skipped(long firstScheduledFor, long count, String reason, Outcome outcome) {
            this(firstScheduledFor, count, reason, null, outcome);
        }

        /** A range that ends with this instant. */
        public Skipped until(long last) {
            return new Skipped(firstScheduledFor, count, reason, count > 1 ? last : null, outcome);
        }
    }
}
