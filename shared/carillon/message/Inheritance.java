package carillon.message;

import carillon.bus.Message;
import carillon.lease.Holding;

/**
 * A shard as its new owner gets it.
 *
 * @param doneBefore everything due before this instant, and covered by {@code seen}, is settled
 * @param clean whether the last owner let it go by itself; if not, overdue occurrences may have killed it
 */
public record Inheritance(Holding holding, long doneBefore, ReadPoint seen, boolean clean) implements Message {

    /** The same, for one that does not know how it was let go. */
    public Inheritance unclean() {
        return new Inheritance(holding, doneBefore, seen, false);
    }
}
