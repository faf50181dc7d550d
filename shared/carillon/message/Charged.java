package carillon.message;

import carillon.bus.Added;
import carillon.bus.Message;

/**
 * An attempt that is about to be made.
 *
 * @param unmade whether it was not made after all, for nobody was there to make it: if its number is the last one
 *     written, it is given back
 */
public record Charged(
        int shard,
        long term,
        Occurrence occurrence,
        boolean extra,
        int attempt,
        @Added boolean unmade) implements Message {}
