package carillon.message;

import carillon.bus.Message;

/** An attempt that is about to be made. */
public record Charged(int shard, long term, Occurrence occurrence, boolean extra, int attempt) implements Message {}
