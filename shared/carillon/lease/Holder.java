package carillon.lease;

/**
 * One who may hold shards: an instance of the timer verticle.
 *
 * @param id unique to one start of one instance; never used again
 * @param address where it is reached on the bus
 * @param live whether its lease has not run out, by the database's clock
 */
public record Holder(String id, String address, boolean live) {}
