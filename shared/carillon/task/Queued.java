package carillon.task;

/**
 * The place of a task in a named queue.
 *
 * @param name the queue, of the same characters as the id of a task
 * @param ownTimeout whether the task has a time-out of its own; if not, the queue's applies, when it has one
 * @param ownRetry whether the task has a retry policy of its own; if not, the queue's applies, when it has one
 */
public record Queued(String name, boolean ownTimeout, boolean ownRetry) {}
