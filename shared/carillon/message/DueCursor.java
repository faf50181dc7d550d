package carillon.message;

import carillon.bus.Message;
import org.jspecify.annotations.Nullable;

/**
 * How far a shard was read. A task's own row stands before the occurrences beside its schedule that share its due
 * instant; those stand in the order of their nominal instants.
 *
 * @param due the due instant of the last row read
 * @param id its task
 * @param beside the nominal instant of the last row read if it stands beside its task's schedule, else null
 * @param unsettledOnly whether rows that have an outcome may lie ahead and must be left out
 */
public record DueCursor(
        int shard, long due, String id, @Nullable Long beside, boolean unsettledOnly) implements Message {

    /** The cursor before everything due at or after an instant. */
    public static DueCursor from(int shard, long due, boolean unsettledOnly) {
        return new DueCursor(shard, due, "", null, unsettledOnly);
    }

    /** The same place, with or without what has an outcome. */
    public DueCursor withUnsettledOnly(boolean only) {
        return new DueCursor(shard, due, id, beside, only);
    }

    /** The cursor behind an occurrence that was read. */
    public static DueCursor behind(Pending last) {
        return new DueCursor(last.shard(), last.due(), last.id(), last.extra() ? last.scheduledFor() : null, false);
    }
}
