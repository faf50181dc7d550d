package carillon.message;

import carillon.bus.Message;

/**
 * How far what became visible was read, in the order of these.
 *
 * @param transaction that wrote the last row read
 * @param id its task
 * @param scheduledFor its nominal instant
 */
public record SightingCursor(long transaction, String id, long scheduledFor) implements Message {

    /** The cursor before everything. */
    public static final SightingCursor START = new SightingCursor(0, "", 0);
}
