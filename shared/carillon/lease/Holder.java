package carillon.lease;

/**
 * One who may hold shards: an instance of the timer verticle.
 *
 * @param id unique to one start of one instance; never used again
 * @param address where it is reached on the bus
 * @param live whether its lease has not run out, by the database's clock
 * @param leaving whether it gives its shards away and takes none
 */
public record Holder(String id, String address, boolean live, boolean leaving) {

    /** One that stays. */
    public Holder(String id, String address, boolean live) {
        this(id, address, live, false);
    }
}
