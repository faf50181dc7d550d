package carillon.delivery;

import carillon.message.DeliveryMessage.Credit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Until when each owner may be believed, on this process's monotonic clock.
 *
 * <p>The owner's answer counts from the moment at which this side asked, which lies before the moment at which the
 * owner looked at its lease; so the window here ends before the owner's does, and the clocks of two hosts are
 * never compared.
 *
 * <p>For use by one thread.
 */
final class Credits {

    private final Map<String, Long> endNanosByOwner = new HashMap<>();

    /**
     * Takes a credit in. What was granted before stays granted, although its lease may end early, on a report that its
     * owner is gone: whoever takes the shards over changes nothing for users until that lease would have run out, and
     * so until after every window it granted, and a receiver knows the older of two attempts by its term.
     */
    void grant(Credit credit) {
        long endNanos = credit.sentNanos() + credit.remainingNanos();
        endNanosByOwner.merge(credit.owner(), endNanos, (a, b) -> a - b > 0 ? a : b);
    }

    /** Whether a first byte may leave for an owner. */
    boolean holds(String owner, long nowNanos) {
        Long endNanos = endNanosByOwner.get(owner);
        return endNanos != null && nowNanos - endNanos < 0;
    }

    /** The owners that were granted any and are not forgotten. */
    Set<String> owners() {
        return Set.copyOf(endNanosByOwner.keySet());
    }

    /** Forgets the owners whose window is over. */
    void prune(long nowNanos) {
        endNanosByOwner.values().removeIf(endNanos -> nowNanos - endNanos >= 0);
    }
}
