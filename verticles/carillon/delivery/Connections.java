package carillon.delivery;

import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * All connections of one delivery, which makes them, keeps them for the next request, and closes them.
 *
 * <p>How many lead to one endpoint is bounded by the attempts that are made there at once: none is made while one is
 * idle.
 *
 * <p>For use on one event loop, where the connections live too.
 */
final class Connections {

    private static final long HANDSHAKE_MILLIS_MAX = TimeUnit.SECONDS.toMillis(10);

    private final Vertx vertx;
    private final NetClient client;
    private final ClientSSLOptions tls;
    private final IdleConnections idle;
    private final Set<Connection> open = new HashSet<>();
    private boolean isClosed;

    /** @param options of their sockets and of TLS */
    Connections(Vertx vertx, Clock clock, NetClientOptions options) {
        this.vertx = vertx;
        this.client = vertx.createNetClient(new NetClientOptions(options));
        ClientSSLOptions given = options.getSslOptions();
        this.tls = (given == null ? new ClientSSLOptions() : given.copy()).setHostnameVerificationAlgorithm("HTTPS");
        this.idle = new IdleConnections(clock, IdleConnections.CONNECTIONS_MAX);
    }

    /** An idle connection, which its taker gives back or drops; null if there is none. */
    @Nullable
    Connection idle(Endpoint endpoint) {
        return idle.take(endpoint);
    }

    /** Makes a connection, encrypted if the endpoint is, which its taker gives back or drops. */
    Future<Connection> connect(Endpoint endpoint, long withinMillis) {
        if (isClosed) {
            return Future.failedFuture(stopping());
        }
        Promise<Connection> made = Promise.promise();
        // Beside the time-outs of the socket, of which there is one for each step.
        long timer = vertx.setTimer(
                withinMillis, late -> made.tryFail(new TimeoutException("not within " + withinMillis + " ms")));
        client.connect(options(endpoint, withinMillis))
                .onComplete(
                        socket -> {
                            Connection connection = over(socket, endpoint);
                            if (isClosed) {
                                made.tryFail(stopping());
                            }
                            if (!made.tryComplete(connection)) {
                                connection.drop();
                            }
                        },
                        made::tryFail);
        return made.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Takes a connection back that carries nothing more. */
    void giveBack(Connection connection) {
        idle.add(connection);
    }

    /** Closes those that lay idle for too long; to be called each second. */
    void sweep() {
        idle.sweep();
    }

    /** Closes all of them, those in use too; there will be no others. */
    void close() {
        isClosed = true;
        List.copyOf(open).forEach(connection -> connection.fail(stopping()));
    }

    private Connection over(NetSocket socket, Endpoint endpoint) {
        Connection connection = Connection.over((NetSocketInternal) socket, endpoint, closed -> {
            open.remove(closed);
            idle.remove(closed);
        });
        open.add(connection);
        return connection;
    }

    private static IllegalStateException stopping() {
        return new IllegalStateException("the delivery stops");
    }

    private ConnectOptions options(Endpoint endpoint, long withinMillis) {
        ConnectOptions options = new ConnectOptions()
                .setRemoteAddress(SocketAddress.inetSocketAddress(endpoint.port(), endpoint.address()))
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setTimeout(Math.toIntExact(withinMillis))
                .setSsl(endpoint.tls());
        return endpoint.tls() ? options.setSslOptions(handshakeWithin(withinMillis)) : options;
    }

    private ClientSSLOptions handshakeWithin(long millis) {
        return tls.copy()
                .setSslHandshakeTimeout(Math.min(millis, HANDSHAKE_MILLIS_MAX))
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    }
}
