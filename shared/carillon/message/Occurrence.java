package carillon.message;

import carillon.bus.Message;

/** The name of an occurrence: a task and a nominal instant. */
public record Occurrence(String id, long scheduledFor) implements Message {}
