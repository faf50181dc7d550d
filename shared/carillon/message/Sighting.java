package carillon.message;

import carillon.bus.Message;

/** A pending occurrence that became visible: enough to know whether its owner has it. */
public record Sighting(String id, int shard, int version, long scheduledFor, long due) implements Message {}
