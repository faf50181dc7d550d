package carillon.http;

import carillon.time.Clock;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many connections are open, and how long one may take to ask. Bytes that trickle in keep a connection from
 * being idle, and a client that sends a request a byte at a time would hold it for ever; so the whole of a request has
 * to be there by a deadline.
 *
 * <p>For use on one event loop.
 */
final class OpenConnections implements Handler<RoutingContext> {

    private static final long NEVER = Long.MAX_VALUE;
    private static final String STREAM = "application/x-ndjson";

    private final Vertx vertx;
    private final Clock clock;
    private final Limits limits;
    private final IdentityHashMap<HttpConnection, Long> deadlines = new IdentityHashMap<>();
    private boolean sweeping;

    /**
     * The bounds.
     *
     * @param connectionsMax open at once; more are closed
     * @param firstMillis from the opening to the end of the headers of the first request
     * @param bodyMillis from the end of the headers to the end of the body, unless it is a stream of lines
     * @param nextMillis from an answer to the end of the headers of the next request
     * @param sweepMillis by so much at most, and what a turn of the loop takes, one that is too slow is closed late
     */
    record Limits(int connectionsMax, long firstMillis, long bodyMillis, long nextMillis, long sweepMillis) {}

    OpenConnections(Vertx vertx, Clock clock, Limits limits) {
        this.vertx = vertx;
        this.clock = clock;
        this.limits = limits;
    }

    /** Takes a new connection, or closes it at once. */
    void open(HttpConnection connection) {
        if (deadlines.size() >= limits.connectionsMax) {
            connection.close().onFailure(gone -> {});
            return;
        }
        setDeadline(connection, limits.firstMillis);
        connection.closeHandler(closed -> deadlines.remove(connection));
        sweepLater();
    }

    /** Follows a request from the end of its headers to the end of its answer. */
    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpConnection connection = request.connection();
        if (deadlines.containsKey(connection)) {
            follow(context, request, connection);
        }
        context.next();
    }

    private void follow(RoutingContext context, HttpServerRequest request, HttpConnection connection) {
        String type = request.getHeader("Content-Type");
        if (request.isEnded() || type != null && type.startsWith(STREAM)) {
            deadlines.put(connection, NEVER);
        } else {
            setDeadline(connection, limits.bodyMillis);
            // An answer may come before the end of a body that nobody reads; the next request is waited for then.
            request.end().onSuccess(read -> {
                if (!request.response().ended()) {
                    deadlines.replace(connection, NEVER);
                }
            });
        }
        context.addEndHandler(answered -> {
            if (deadlines.containsKey(connection)) {
                setDeadline(connection, limits.nextMillis);
            }
        });
    }

    /** Only while there are connections: a node that has nothing to do sleeps. */
    private void sweepLater() {
        if (!sweeping) {
            sweeping = true;
            vertx.setTimer(limits.sweepMillis, timer -> {
                sweeping = false;
                closeLate();
                if (!deadlines.isEmpty()) {
                    sweepLater();
                }
            });
        }
    }

    private void closeLate() {
        long now = clock.nanoTime();
        List<HttpConnection> late = new ArrayList<>();
        deadlines.forEach((connection, deadline) -> {
            if (deadline != NEVER && deadline - now < 0) {
                late.add(connection);
            }
        });
        late.forEach(connection -> connection.close().onFailure(gone -> {}));
    }

    private void setDeadline(HttpConnection connection, long millis) {
        deadlines.put(connection, clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
