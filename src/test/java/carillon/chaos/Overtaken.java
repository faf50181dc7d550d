package carillon.chaos;

import carillon.lease.Shards;
import carillon.trial.Delivery;
import java.util.ArrayList;
import java.util.List;

/** Deliveries that an owner sent when its successor had sent some already. */
final class Overtaken {

    /** Deliveries on different connections may be received in another order than they were sent in. */
    static final long DISORDER_MILLIS_MAX = 1_000;

    /** However a holder lost its shards, what it believes of its lease ends with the three seconds that it was for. */
    static final long STALE_MILLIS_MAX = 3_000 + DISORDER_MILLIS_MAX;

    private Overtaken() {}

    /**
     * Those that came with a term that a delivery from the same shard had exceeded for longer than so many
     * milliseconds.
     *
     * @param deliveries in the order of their arrival
     */
    static List<Delivery> byMore(long millis, List<Delivery> deliveries) {
        List<Delivery> overtaken = new ArrayList<>();
        long[] terms = new long[Shards.COUNT_DEFAULT];
        long[] sinceMillis = new long[Shards.COUNT_DEFAULT];
        for (Delivery delivery : deliveries) {
            int shard = Shards.of(delivery.occurrence().id(), terms.length);
            if (delivery.term() > terms[shard]) {
                terms[shard] = delivery.term();
                sinceMillis[shard] = delivery.arrivedMillis();
            } else if (delivery.term() < terms[shard] && delivery.arrivedMillis() - sinceMillis[shard] > millis) {
                overtaken.add(delivery);
            }
        }
        return overtaken;
    }
}
