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
            Definition definition,
            long acceptedAt,
            @Nullable End end) implements Plan {}

    /** The task and all its occurrences end; {@code end} is null if its schedule has ended already. */
    record Cancel(@Nullable End end, String reason) implements Plan {}

    /** An occurrence beside the schedule, due at once. */
    record Extra(long scheduledFor) implements Plan {}

    /** A dead occurrence is pending again, due at an instant. */
    record Revive(long scheduledFor, long due) implements Plan {}

    /** Where a task's row stands from now on. */
    record Place(int lot, String state, long nominal, long due, int attempts) {}

    /**
     * The outcome of the pending occurrence, which will not be attempted again.
     *
     * @param outcome its letter
     */
    record End(String outcome, String reason) {}
}
