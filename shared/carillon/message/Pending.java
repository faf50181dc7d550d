package carillon.message;

import carillon.bus.Message;
import carillon.task.Definition;

/**
 * An occurrence that waits for its instant, as the database holds it.
 *
 * @param version how often the definition was changed, from 1
 * @param createdAt when the task was accepted
 * @param scheduledFor the nominal instant, which names the occurrence
 * @param due when its next attempt may start: the nominal instant, or later after a failed attempt
 * @param attempts how many attempts are known to have been made
 * @param extra whether it stands beside the task's schedule (fired by hand, or revived), and ends without moving it
 * @param transaction the number of the transaction that wrote it, which places it before or behind a {@link ReadPoint}
 * @param place in the order of acceptance, for a task in a queue; else 0
 */
public record Pending(
        String id,
        int shard,
        int version,
        Definition definition,
        long createdAt,
        long scheduledFor,
        long due,
        int attempts,
        boolean extra,
        long transaction,
        long place)
        implements Message {

    /** One of a task in no queue. */
    public Pending(
            String id,
            int shard,
            int version,
            Definition definition,
            long createdAt,
            long scheduledFor,
            long due,
            int attempts,
            boolean extra,
            long transaction) {
        this(id, shard, version, definition, createdAt, scheduledFor, due, attempts, extra, transaction, 0);
    }

    /** The name of the occurrence. */
    public Occurrence occurrence() {
        return new Occurrence(id, scheduledFor);
    }
}
