package carillon.timer;

import carillon.message.Pending;
import carillon.task.Definition;
import carillon.task.MaxLateness;
import org.jspecify.annotations.Nullable;

/** How late the first attempt of an occurrence may start; another one is late by design. */
final class Lateness {

    private Lateness() {}

    /** What its task says of that, or else its queue; null if nobody does. */
    static @Nullable MaxLateness most(Entry entry) {
        Definition task = entry.pending.definition();
        return entry.shard.queues.settings(task).maxLatenessOf(task);
    }

    /**
     * From when on it is late. The instants of a schedule stay where they are, also for what is made up for after a
     * pause; what fires once is due anew when it is resumed or revived, or fired by hand in a pause, but not when it is
     * fired by hand while it is overdue.
     */
    static long due(Entry entry) {
        Pending pending = entry.pending;
        return entry.movesSchedule() || wasHeldBeside(pending)
                ? Math.max(entry.schedule().due(pending.scheduledFor()), pending.acceptedAt())
                : pending.due();
    }

    /** Whether one beside its schedule is due later than the schedule says, for which alone that is compiled. */
    private static boolean wasHeldBeside(Pending pending) {
        long jitter = pending.definition().recurrence().jitterMillis();
        return pending.spawned() && pending.due() > pending.scheduledFor() + jitter;
    }

    /** Within how many milliseconds from now on an attempt must have started if it is to start at all; null if none. */
    static @Nullable Long startWithin(Entry entry, long now) {
        if (entry.isTried()) {
            return null;
        }
        Long expiresAt = entry.pending.definition().expiresAt();
        MaxLateness most = most(entry);
        if (most == null || !most.forbids()) {
            return expiresAt == null ? null : Long.valueOf(expiresAt - now);
        }
        long tooLate = due(entry) + most.millis() + 1;
        return (expiresAt == null ? tooLate : Math.min(tooLate, expiresAt)) - now;
    }
}
