package carillon.message;

import carillon.bus.Message;

/**
 * How far a shard was read.
 *
 * @param due the due instant of the last row read
 * @param id its task
 * @param unsettledOnly whether rows that have an outcome may lie ahead and must be left out
 */
public record DueCursor(int shard, long due, String id, boolean unsettledOnly) implements Message {

    /** The cursor before everything due at or after an instant. */
    public static DueCursor from(int shard, long due, boolean unsettledOnly) {
        return new DueCursor(shard, due, "", unsettledOnly);
    }
}
