package carillon.chaos;

import carillon.lease.Shards;
import carillon.trial.Delivery;
import java.util.List;

/** Deliveries that an owner sent when its successor had sent some already. */
final class Overtaken {

    /** Deliveries on different connections may be received in another order than they were sent in. */
    private static final long DISORDER_MILLIS_MAX = 1_000;

    private Overtaken() {}

    /**
     * How many came with a term that a delivery from the same shard had exceeded for more than a second.
     *
     * @param deliveries in the order of their arrival
     */
    static long count(List<Delivery> deliveries) {
        long count = 0;
        long[] terms = new long[Shards.COUNT_DEFAULT];
        long[] sinceMillis = new long[Shards.COUNT_DEFAULT];
        for (Delivery delivery : deliveries) {
            int shard = Shards.of(delivery.occurrence().id(), terms.length);
            if (delivery.term() > terms[shard]) {
                terms[shard] = delivery.term();
                sinceMillis[shard] = delivery.arrivedMillis();
            } else if (delivery.term() < terms[shard]
                    && delivery.arrivedMillis() - sinceMillis[shard] > DISORDER_MILLIS_MAX) {
                count++;
            }
        }
        return count;
    }
}
