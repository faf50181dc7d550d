package carillon.message;

import carillon.bus.Message;

/** How far a shard is done: all that is due before the instant and covered by the point. */
public record AckLevel(int shard, long term, long doneBefore, ReadPoint seen) implements Message {}
