package carillon.message;

import java.util.List;

/**
 * Says of occurrences that they are all that a transaction inserted, of some shards, and that is due before an instant.
 *
 * @param transaction its number in the database
 * @param before that instant, in milliseconds since 1970 by the database's clock
 */
public record Whole(long transaction, long before, List<Integer> shards) {
    public Whole {
        shards = List.copyOf(shards);
    }
}
