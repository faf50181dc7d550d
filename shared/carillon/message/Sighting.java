package carillon.message;

import carillon.bus.Added;
import carillon.bus.Message;

/**
 * A pending occurrence that became visible: enough to know whether its owner has it.
 *
 * @param transaction the number of the transaction that wrote it, which tells it from an older one of its name; 0 of
 * what stands beside its schedule, which its owner may know by an older one, and from nodes that do not say
 */
public record Sighting(
        String id,
        int shard,
        int version,
        long scheduledFor,
        long due,
        @Added long transaction) implements Message {}
