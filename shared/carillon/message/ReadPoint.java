package carillon.message;

import carillon.bus.Message;
import java.util.List;

/**
 * A point up to which a reader has seen what was inserted: a snapshot of the database.
 *
 * <p>A row may commit behind any cursor over instants or numbers; a snapshot says exactly which transactions were
 * visible, so what became visible since is neither missed nor read twice.
 *
 * @param oldestRunning every transaction below this one was over ({@code pg_snapshot_xmin})
 * @param nextUnused no transaction from this one on had begun ({@code pg_snapshot_xmax})
 * @param running those between the two that were under way ({@code pg_snapshot_xip})
 */
public record ReadPoint(long oldestRunning, long nextUnused, List<Long> running) implements Message {

    /** The point before which nothing was seen. */
    public static final ReadPoint START = new ReadPoint(0, 0, List.of());

    public ReadPoint {
        running = List.copyOf(running);
    }

    /** Whether rows of the transaction were visible to the reader. */
    public boolean covers(long transaction) {
        return transaction < oldestRunning || transaction < nextUnused && !running.contains(transaction);
    }
}
