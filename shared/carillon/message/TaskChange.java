package carillon.message;

import carillon.bus.Message;
import org.jspecify.annotations.Nullable;

/** A change that a user, or new time-zone data, asks for; goes through the owner of the task's shard. */
public sealed interface TaskChange extends Message {

    /** The id of the task. */
    String id();

    /** Whether doing it twice does, and is answered by, the same as doing it once. */
    default boolean isRepeatable() {
        return switch (this) {
            case Put put -> put.ifVersion() == null || put.ifVersion() == Put.ANY_VERSION;
            case Fire fire -> false;
            case Purge purge -> false;
            case Cancel cancel -> true;
            case Pause pause -> true;
            case Resume resume -> true;
            case Revive revive -> true;
            case Retime retime -> true;
        };
    }

    /**
     * Creates or replaces.
     *
     * @param ifVersion the version that must be there now, {@link #ANY_VERSION}, or null for any or none
     * @param revives whether a task that was cancelled is made anew by the very definition that it had
     */
    record Put(NewTask task, @Nullable Integer ifVersion, boolean revives) implements TaskChange {

        /** The task must be there, whatever its version; versions count from 1. */
        public static final int ANY_VERSION = 0;

        public Put(NewTask task, @Nullable Integer ifVersion) {
            this(task, ifVersion, false);
        }

        @Override
        public String id() {
            return task.id();
        }
    }

    /** Cancels. */
    record Cancel(String id) implements TaskChange {}

    /** Forgets the task, its history and its id. */
    record Purge(String id) implements TaskChange {}

    /** Stops firing. */
    record Pause(String id) implements TaskChange {}

    /** Goes on firing. */
    record Resume(String id) implements TaskChange {}

    /**
     * Fires once, now.
     *
     * @param scheduledFor the dead occurrence to revive, or null for an extra one
     */
    record Fire(String id, @Nullable Long scheduledFor) implements TaskChange {}

    /**
     * Fires dead occurrences again, now: the earliest ones, and so many as one change may.
     *
     * @param after only those of later nominal instants, or null for an open end
     * @param before only those of earlier nominal instants, or null for an open end
     */
    record Revive(String id, @Nullable Long after, @Nullable Long before) implements TaskChange {

        /** How many one change revives at most. */
        public static final int OCCURRENCES_MAX = 1_000;
    }

    /**
     * Moves the pending occurrence of a schedule, if it is still the one that is meant and no attempt of it was made.
     *
     * @param from its nominal instant
     * @param to the one that new time-zone data makes of it
     */
    record Retime(String id, long from, long to) implements TaskChange {}
}
