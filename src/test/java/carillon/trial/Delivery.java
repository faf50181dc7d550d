package carillon.trial;

import carillon.message.Occurrence;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * An attempt as it reached the receiver.
 *
 * @param arrivedMillis by the wall clock, which the database of the run shares
 * @param saidMillis when it was sent, as it says itself, in whole seconds
 */
public record Delivery(Occurrence occurrence, int attempt, long term, long arrivedMillis, long saidMillis) {

    /** One that says rightly when it was sent. */
    public Delivery(Occurrence occurrence, int attempt, long term, long arrivedMillis) {
        this(occurrence, attempt, term, arrivedMillis, arrivedMillis);
    }

    public static Delivery of(MultiMap headers, long arrivedMillis) {
        long scheduledFor = Instant.parse(headers.get("carillon-scheduled-for")).toEpochMilli();
        return new Delivery(
                new Occurrence(headers.get("carillon-task"), scheduledFor),
                Integer.parseInt(headers.get("carillon-attempt")),
                Long.parseLong(headers.get("carillon-term")),
                arrivedMillis,
                TimeUnit.SECONDS.toMillis(Long.parseLong(headers.get("webhook-timestamp"))));
    }

    /**
     * Whether a receiver that saw an earlier one can tell what this one is: stale by its lower term, or newer. Two
     * owners may send at once, so the stale one may be the later.
     */
    public boolean isTellableFrom(Delivery earlier) {
        return term != earlier.term || attempt > earlier.attempt;
    }
}
