package carillon.delivery;

import carillon.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections that carry nothing, until somebody needs one or their time is over.
 *
 * <p>For use by one thread.
 */
final class IdleConnections {

    private final Clock clock;
    private final Map<Endpoint, Deque<Idle>> byEndpoint = new HashMap<>();

    IdleConnections(Clock clock) {
        this.clock = clock;
    }

    private record Idle(Connection connection, long sinceNanos) {
        boolean isOver(long nowNanos) {
            return nowNanos - sinceNanos >= TimeUnit.MILLISECONDS.toNanos(connection.keepMillis());
        }
    }

    /** Takes one out that leads there, the most recently used first; null if there is none. */
    @Nullable
    Connection take(Endpoint endpoint) {
        Deque<Idle> idle = byEndpoint.get(endpoint);
        if (idle == null) {
            return null;
        }
        long nowNanos = clock.nanoTime();
        Idle last = idle.pollLast();
        while (last != null && last.isOver(nowNanos)) {
            last.connection.drop();
            last = idle.pollLast();
        }
        return last == null ? null : last.connection;
    }

    /** Keeps a connection, or closes it if it must not be used again. */
    void add(Connection connection) {
        if (connection.keepMillis() == 0) {
            connection.drop();
        } else {
            byEndpoint
                    .computeIfAbsent(connection.endpoint(), endpoint -> new ArrayDeque<>())
                    .addLast(new Idle(connection, clock.nanoTime()));
        }
    }

    /** Forgets a connection that was closed. */
    void remove(Connection connection) {
        Deque<Idle> idle = byEndpoint.get(connection.endpoint());
        if (idle != null) {
            idle.removeIf(one -> one.connection.equals(connection));
        }
    }

    /** Closes those whose time is over. */
    void sweep() {
        long nowNanos = clock.nanoTime();
        List<Connection> over = new ArrayList<>();
        for (Deque<Idle> idle : byEndpoint.values()) {
            idle.stream().filter(one -> one.isOver(nowNanos)).forEach(one -> over.add(one.connection));
        }
        over.forEach(Connection::drop);
        byEndpoint.values().removeIf(Deque::isEmpty);
    }
}
