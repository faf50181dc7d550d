package carillon.trial;

import carillon.lease.Shards;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** How long it took from a kill until deliveries went on. */
public final class Gaps {

    private final List<Delivery> deliveries;

    /** Of deliveries in the order of their arrival. */
    public Gaps(List<Delivery> deliveries) {
        this.deliveries = deliveries;
    }

    /**
     * For each kill the milliseconds until the first delivery by a new owner: one whose term is higher than that of
     * every delivery from its shard before the kill. Without those that no such delivery followed.
     */
    public List<Long> after(List<Long> kills) {
        return kills.stream()
                .map(this::after)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .toList();
    }

    private OptionalLong after(long killedMillis) {
        long[] terms = new long[Shards.COUNT_DEFAULT];
        Arrays.fill(terms, Long.MAX_VALUE);
        for (Delivery delivery : deliveries) {
            int shard = Shards.of(delivery.occurrence().id(), terms.length);
            if (delivery.arrivedMillis() <= killedMillis) {
                terms[shard] =
                        terms[shard] == Long.MAX_VALUE ? delivery.term() : Math.max(terms[shard], delivery.term());
            } else if (delivery.term() > terms[shard]) {
                return OptionalLong.of(delivery.arrivedMillis() - killedMillis);
            }
        }
        return OptionalLong.empty();
    }
}
