package carillon.message;

import carillon.bus.Message;
import carillon.task.Priority;

/**
 * How far the tasks of one priority in a queue were read.
 *
 * @param due from this due instant on
 * @param place and, of equal ones, from this place on
 */
public record LineCursor(int shard, String queue, Priority priority, long due, long place) implements Message {}
