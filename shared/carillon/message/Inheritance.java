package carillon.message;

import carillon.bus.Added;
import carillon.bus.Message;
import carillon.lease.Holding;

/**
 * A shard as its new owner gets it.
 *
 * @param doneBefore everything due before this instant, and covered by {@code seen}, is settled
 * @param clean whether the last owner let it go by itself; if not, overdue occurrences may have killed it
 * @param lingerMillis for how long from now on an owner before may still begin attempts, because its lease was ended
 *     before it had run out
 */
public record Inheritance(
        Holding holding,
        long doneBefore,
        ReadPoint seen,
        boolean clean,
        @Added long lingerMillis) implements Message {

    /** One whose owners before are known to have stopped. */
    public Inheritance(Holding holding, long doneBefore, ReadPoint seen, boolean clean) {
        this(holding, doneBefore, seen, clean, 0);
    }

    /** The same, for one that does not know how it was let go. */
    public Inheritance unclean() {
        return new Inheritance(holding, doneBefore, seen, false, lingerMillis);
    }
}
