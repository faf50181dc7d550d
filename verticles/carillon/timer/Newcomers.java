package carillon.timer;

import carillon.lease.Board;
import carillon.lease.Holder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The holders that were seen for the first time a moment ago. A process that has just started is busy with that, and
 * what it would get from others would wait for it.
 */
final class Newcomers {

    /** Starting has not ended with the first renewal: the cluster moves its data, and all code is slow at first. */
    static final long SETTLING_MILLIS = 3_000;

    private final Time time;
    private final Map<String, Long> seenNanos = new HashMap<>();

    Newcomers(Time time) {
        this.time = time;
    }

    /** Takes in who is there. */
    void see(Board board) {
        Set<String> live =
                board.holders().stream().filter(Holder::live).map(Holder::id).collect(Collectors.toSet());
        seenNanos.keySet().retainAll(live);
        live.forEach(id -> seenNanos.putIfAbsent(id, time.clock.nanoTime()));
    }

    /** Whether a holder was not there yet until lately. */
    boolean has(Holder holder) {
        Long first = seenNanos.get(holder.id());
        return first == null || time.clock.nanoTime() - first < Time.nanos(SETTLING_MILLIS);
    }
}
