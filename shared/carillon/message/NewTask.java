package carillon.message;

import carillon.bus.Message;
import carillon.task.Definition;

/**
 * A task to be accepted.
 *
 * @param chosen whether the client chose the id, so that it may exist already
 */
public record NewTask(String id, boolean chosen, Definition definition) implements Message {}
