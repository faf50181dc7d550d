package carillon.trial;

import carillon.message.Occurrence;
import io.vertx.core.MultiMap;
import java.time.Instant;

/**
 * An attempt as it reached the receiver.
 *
 * @param arrivedMillis by the wall clock, which the database of the run shares
 */
public record Delivery(Occurrence occurrence, int attempt, long term, long arrivedMillis) {

    public static Delivery of(MultiMap headers, long arrivedMillis) {
        long scheduledFor = Instant.parse(headers.get("carillon-scheduled-for")).toEpochMilli();
        return new Delivery(
                new Occurrence(headers.get("carillon-task"), scheduledFor),
                Integer.parseInt(headers.get("carillon-attempt")),
                Long.parseLong(headers.get("carillon-term")),
                arrivedMillis);
    }

    /** Whether a receiver that saw the other one can tell that this one is newer. */
    public boolean isNewerThan(Delivery other) {
        return attempt > other.attempt || term > other.term;
    }
}
