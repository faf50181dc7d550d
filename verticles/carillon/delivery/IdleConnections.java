package carillon.delivery;

import carillon.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections that carry nothing, until somebody needs one, their time is over, or they are too many.
 *
 * <p>For use by one thread.
 */
final class IdleConnections {

    /** However many receivers there are, their idle connections leave room among the files that a process may open. */
    static final int CONNECTIONS_MAX = 256;

    private final Clock clock;
    private final int max;
    private final Map<Endpoint, Deque<Connection>> byEndpoint = new HashMap<>();
    /** Since when each of them is idle, the longest first. */
    private final SequencedMap<Connection, Long> sinceNanos = new LinkedHashMap<>();

    /** @param max how many there are at most */
    IdleConnections(Clock clock, int max) {
        this.clock = clock;
        this.max = max;
    }

    /** Takes one out that leads there, the most recently used first; null if there is none. */
    @Nullable
    Connection take(Endpoint endpoint) {
        Deque<Connection> idle = byEndpoint.get(endpoint);
        if (idle == null) {
            return null;
        }
        long nowNanos = clock.nanoTime();
        Connection last = idle.peekLast();
        while (last != null) {
            boolean isOver = isOver(last, nowNanos);
            remove(last);
            if (!isOver) {
                return last;
            }
            last.drop();
            last = idle.peekLast();
        }
        return null;
    }

    /** Keeps a connection, or closes it if it must not be used again; of one too many, closes the longest idle. */
    void add(Connection connection) {
        if (connection.keepMillis() == 0) {
            connection.drop();
            return;
        }
        byEndpoint
                .computeIfAbsent(connection.endpoint(), endpoint -> new ArrayDeque<>())
                .addLast(connection);
        sinceNanos.put(connection, clock.nanoTime());
        if (sinceNanos.size() > max) {
            Connection longest = sinceNanos.firstEntry().getKey();
            remove(longest);
            longest.drop();
        }
    }

    /** Forgets a connection, such as one that was closed. */
    void remove(Connection connection) {
        if (sinceNanos.remove(connection) != null) {
            Deque<Connection> idle = byEndpoint.get(connection.endpoint());
            if (idle != null) {
                idle.removeLastOccurrence(connection);
            }
        }
    }

    /** Closes those whose time is over. */
    void sweep() {
        long nowNanos = clock.nanoTime();
        List<Connection> over = sinceNanos.keySet().stream()
                .filter(connection -> isOver(connection, nowNanos))
                .toList();
        for (Connection connection : over) {
            remove(connection);
            connection.drop();
        }
        byEndpoint.values().removeIf(Deque::isEmpty);
    }

    private boolean isOver(Connection connection, long nowNanos) {
        Long since = sinceNanos.get(connection);
        return since == null || nowNanos - since >= TimeUnit.MILLISECONDS.toNanos(connection.keepMillis());
    }
}
