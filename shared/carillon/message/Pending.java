package carillon.message;

import carillon.bus.Message;
import carillon.task.Definition;
import org.jspecify.annotations.Nullable;

/**
 * An occurrence that waits for its instant, as the database holds it.
 *
 * @param version how often the definition was changed, from 1
 * @param acceptedAt when its definition was accepted
 * @param scheduledFor the nominal instant, which names the occurrence
 * @param due when its next attempt may start: the nominal instant, or later after a failed attempt
 * @param attempts how many attempts are known to have been made, or written down before they were to be
 * @param extra whether it stands beside the task's schedule (fired by hand, or revived), and ends without moving it
 * @param transaction the number of the transaction that wrote it, which places it before or behind a {@link ReadPoint}
 * @param fires how many occurrences of the schedule were fired before it
 * @param began when its first attempt started, or null if none failed yet or nobody knows
 * @param spawned whether it stands beside the schedule because occurrences may overlap
 * @param place in the order of acceptance, for a task in a queue; else 0
 * @param spent how many of its attempts were made before it was revived, and do not count for its retry policy
 */
public record Pending(
        String id,
        int shard,
        int version,
        Definition definition,
        long acceptedAt,
        long scheduledFor,
        long due,
        int attempts,
        boolean extra,
        long transaction,
        int fires,
        @Nullable Long began,
        boolean spawned,
        long place,
        int spent)
        implements Message {

    /** One without a history, in no queue. */
    public Pending(
            String id,
            int shard,
            int version,
            Definition definition,
            long acceptedAt,
            long scheduledFor,
            long due,
            int attempts,
            boolean extra,
            long transaction) {
        this(
                id,
                shard,
                version,
                definition,
                acceptedAt,
                scheduledFor,
                due,
                attempts,
                extra,
                transaction,
                0,
                null,
                false,
                0,
                0);
    }

    /** The name of the occurrence. */
    public Occurrence occurrence() {
        return new Occurrence(id, scheduledFor);
    }

    /** The same occurrence, due for another attempt. */
    public Pending again(long newDue, int newAttempts, @Nullable Long newBegan) {
        return new Pending(
                id,
                shard,
                version,
                definition,
                acceptedAt,
                scheduledFor,
                newDue,
                newAttempts,
                extra,
                transaction,
                fires,
                newBegan,
                spawned,
                place,
                spent);
    }

    /** The same occurrence, with so many attempts before it that do not count for its retry policy. */
    public Pending behind(int attemptsBefore) {
        return new Pending(
                id,
                shard,
                version,
                definition,
                acceptedAt,
                scheduledFor,
                due,
                attemptsBefore,
                extra,
                transaction,
                fires,
                began,
                spawned,
                place,
                attemptsBefore);
    }

    /** Another occurrence of the schedule. */
    public Pending next(long nominal, long newDue, int newFires) {
        return new Pending(
                id,
                shard,
                version,
                definition,
                acceptedAt,
                nominal,
                newDue,
                0,
                extra,
                transaction,
                newFires,
                null,
                spawned,
                place,
                0);
    }

    /** The same occurrence, beside its schedule from now on. */
    public Pending spawn() {
        return new Pending(
                id,
                shard,
                version,
                definition,
                acceptedAt,
                scheduledFor,
                due,
                0,
                true,
                transaction,
                0,
                null,
                true,
                place,
                0);
    }

    /** Which attempt one is for the retry policy, which counts from 1 again after a revival. */
    public int counted(int attempt) {
        return attempt - spent;
    }
}
