package carillon.store;

import carillon.message.Changed.Status;
import carillon.task.Definition;
import org.jspecify.annotations.Nullable;

/** What a change comes to, decided before anything is written. */
sealed interface Plan {

    /** Nothing is written. */
    record Leave(Status status) implements Plan {}

    /** A new task. */
    record Create(Draft draft) implements Plan {}

    /** The task's row changes. */
    record Move(Place place, @Nullable End end) implements Plan {}

    /** The task gets another definition, and with it a new version. */
    record Replace(
            Place place,
            int shard,
            Definition definition,
            long acceptedAt,
            @Nullable End end) implements Plan {}

    /** The task and all its occurrences end; {@code end} is null if its schedule has ended already. */
    record Cancel(@Nullable End end, String reason) implements Plan {}

    /** Nothing of the task remains. */
    record Purge() implements Plan {}

    /** An occurrence beside the schedule, due at once. */
    record Extra(long scheduledFor) implements Plan {}

    /**
     * Dead occurrences are pending again, the earliest first, so many as one change may; their attempts are counted on.
     *
     * @param from the first nominal instant that may be one of theirs
     * @param to the last one
     * @param due when they fire
     */
    record Revive(long from, long to, long due) implements Plan {}

    /** Where a task's row stands from now on. */
    record Place(int lot, String state, long nominal, long due, int attempts) {}

    /**
     * The outcome of the pending occurrence, which will not be attempted again, or of those that came due behind it.
     *
     * @param outcome its letter
     * @param from the nominal instant
     * @param covers how many nominal instants it stands for
     * @param last the last of them, or null if there is one
     */
    record End(
            String outcome,
            String reason,
            long from,
            int covers,
            @Nullable Long last) {}
}
